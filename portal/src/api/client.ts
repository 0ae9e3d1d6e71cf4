import { ApiError, type Problem } from './problem';

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

interface RequestOptions {
  body?: unknown;
  signal?: AbortSignal;
  /** Reads the answer where JSON.parse would lose something of it. */
  parse?: (text: string) => unknown;
}

/** Called when an answer says that the session has ended. */
let onSignedOut: () => void = () => undefined;

export function whenSignedOut(listener: () => void): void {
  onSignedOut = listener;
}

/** The value of a cookie, or undefined. */
export function cookie(name: string, cookies: string = document.cookie): string | undefined {
  for (const part of cookies.split('; ')) {
    const equals = part.indexOf('=');
    if (part.slice(0, equals) === name) return decodeURIComponent(part.slice(equals + 1));
  }
  return undefined;
}

/** Query string of the given values without the empty ones, with its question mark. */
export function queryString(values: Record<string, string | number | undefined>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== '') parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

/**
 * One request to the server. Answers other than 2xx are thrown as {@link ApiError}; a server that
 * cannot be reached too, with status 0.
 */
export async function request<T>(
  method: Method,
  path: string,
  options: RequestOptions = {},
): Promise<T> {
  try {
    return await send<T>(method, path, options);
  } catch (error) {
    // Answers that cross may each renew the token's cookie: then the header told of an older one.
    // The server refused before it did anything, so the request can go out again.
    const stale = error instanceof ApiError && error.problem.code === 'CsrfTokenMissing';
    if (!stale) throw error;
    return send<T>(method, path, options);
  }
}

async function send<T>(method: Method, path: string, options: RequestOptions): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json, application/problem+json' };
  if (method !== 'GET') headers['X-XSRF-TOKEN'] = cookie('XSRF-TOKEN') ?? '';
  if (options.body !== undefined) headers['Content-Type'] = 'application/json';
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers,
      credentials: 'same-origin',
      body: options.body === undefined ? undefined : JSON.stringify(options.body),
      signal: options.signal,
    });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new ApiError({
      title: 'No connection',
      status: 0,
      detail: 'The server cannot be reached. Check that it is running, then try again.',
    });
  }
  if (response.ok) {
    if (response.status === 204) return undefined as T;
    return (options.parse ? options.parse(await response.text()) : await response.json()) as T;
  }
  if (response.status === 401 && path !== '/api/session') onSignedOut();
  const wait = Number(response.headers.get('Retry-After'));
  throw new ApiError(
    await problemOf(response),
    Number.isFinite(wait) && wait > 0 ? wait : undefined,
  );
}

async function problemOf(response: Response): Promise<Problem> {
  const fallback = { title: response.statusText || 'The request failed', status: response.status };
  if (!(response.headers.get('Content-Type') ?? '').includes('json')) return fallback;
  try {
    return { ...fallback, ...((await response.json()) as Partial<Problem>) };
  } catch {
    return fallback;
  }
}
