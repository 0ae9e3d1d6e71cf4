import { useCallback, useRef, useState } from 'react';
import { cancelQuery, runQuery, type QueryResult } from '../../api/query';
import { ApiError } from '../../api/problem';
import { rangeOf } from './timespan';

export type QueryState =
  | { kind: 'idle' }
  | { kind: 'running'; since: number }
  | { kind: 'done'; result: QueryResult; query: string }
  | { kind: 'failed'; error: ApiError; query: string; start: number }
  | { kind: 'stopped' };

/** Rows that one answer may have; the server says when there were more. */
export const mostRows = 30_000;

/** Between two requests to stop the same query, in milliseconds. */
const cancelPause = 1000;

/** Runs one query at a time per tab and keeps each tab's last result. */
export function useQueryRun() {
  const [states, setStates] = useState<Record<string, QueryState>>({});
  const running = useRef<Record<string, string>>({});
  const put = useCallback(
    (tab: string, state: QueryState) => setStates((before) => ({ ...before, [tab]: state })),
    [],
  );

  const run = useCallback(
    async (tab: string, query: string, start: number, timespan: string | undefined) => {
      const id = crypto.randomUUID();
      const before = running.current[tab];
      if (before) void cancelQuery(before).catch(() => undefined);
      running.current[tab] = id;
      put(tab, { kind: 'running', since: performance.now() });
      const range = timespan === undefined ? undefined : rangeOf(timespan, new Date());
      try {
        const result = await runQuery({ query, id, timespan: range, maxRows: mostRows });
        if (running.current[tab] === id) put(tab, { kind: 'done', result, query });
      } catch (error) {
        if (running.current[tab] !== id) return;
        if (!(error instanceof ApiError)) throw error;
        const stopped = error.status === 409;
        put(tab, stopped ? { kind: 'stopped' } : { kind: 'failed', error, query, start });
      } finally {
        // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- keyed by tab
        if (running.current[tab] === id) delete running.current[tab];
      }
    },
    [put],
  );

  const cancel = useCallback((tab: string) => {
    const id = running.current[tab];
    if (!id) return;
    // The request to stop may overtake the query or be lost: it is sent until the query has ended.
    const stop = () => {
      if (running.current[tab] !== id) return;
      void cancelQuery(id).catch(() => undefined);
      setTimeout(stop, cancelPause);
    };
    stop();
  }, []);
  return { states, run, cancel };
}
