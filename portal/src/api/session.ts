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

/**
 * Signs in. The server then takes the old token against forged requests away; one more request
 * brings the new one, before pages ask for many things at once and each would bring its own.
 */
export async function signIn(username: string, password: string): Promise<Session> {
  await request('POST', '/api/session', { body: { username, password } });
  return request('GET', '/api/session');
}

export function signOut(): Promise<void> {
  return request('DELETE', '/api/session');
}
