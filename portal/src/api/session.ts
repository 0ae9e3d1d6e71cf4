import { request } from './client';
import { ApiError } from './problem';

export interface Session {
  user: { name: string; roles: string[] };
  workspace: { id: string; name: string };
  version: string;
  demo: boolean;
}

/** The current session, or null when nobody is signed in. */
export async function fetchSession(): Promise<Session | null> {
  try {
    return await request<Session>('GET', '/api/session');
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null;
    throw error;
  }
}

export function signIn(username: string, password: string): Promise<Session> {
  return request('POST', '/api/session', { body: { username, password } });
}

export function signOut(): Promise<void> {
  return request('DELETE', '/api/session');
}
