import { useQuery } from '@tanstack/react-query';
import { fetchSession, type Session } from '../api/session';
import { sessionKey } from './queryClient';

/** The session of the person who is signed in; only for what is shown inside the shell. */
export function useSession(): Session {
  const { data } = useQuery({ queryKey: sessionKey, queryFn: fetchSession, staleTime: Infinity });
  if (!data) throw new Error('Nobody is signed in');
  return data;
}

const ranks = [
  'Microsoft Sentinel Reader',
  'Microsoft Sentinel Responder',
  'Microsoft Sentinel Contributor',
  'Owner',
] as const;

/** Whether the person's role is this one, or one that includes it. */
export function useMay(role: 'Contributor' | 'Owner'): boolean {
  const { user } = useSession();
  const least = ranks.findIndex((rank) => rank.endsWith(role));
  return ranks.slice(least).some((rank) => user.roles.includes(rank));
}
