import { useQuery } from '@tanstack/react-query';
import { fetchSession, type Session } from '../api/session';
import { sessionKey } from './queryClient';

/** The session of the person who is signed in; only for what is shown inside the shell. */
export function useSession(): Session {
  const { data } = useQuery({ queryKey: sessionKey, queryFn: fetchSession, staleTime: Infinity });
  if (!data) throw new Error('Nobody is signed in');
  return data;
}
