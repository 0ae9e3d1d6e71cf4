import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

export type UrlState = Record<string, string | undefined>;

/**
 * The search parameters of the address, and a function that changes some of them (undefined or ''
 * removes). Changes replace the entry in the history unless `push` is set.
 */
export function useUrlState(): [UrlState, (change: UrlState, push?: boolean) => void] {
  const state: UrlState = useSearch({ strict: false });
  const navigate = useNavigate();
  const change = useCallback(
    (values: UrlState, push = false) => {
      void navigate({
        to: '.',
        search: (before: UrlState) => ({ ...before, ...values }),
        replace: !push,
      });
    },
    [navigate],
  );
  return [state, change];
}

/** `a,b` as a list; empty for undefined. */
export function listOf(value: string | undefined): string[] {
  return value ? value.split(',') : [];
}
