import { QueryClient } from '@tanstack/react-query';
import { whenSignedOut } from '../api/client';
import { ApiError } from '../api/problem';

export const sessionKey = ['session'] as const;

/** The one cache of what the server said. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      refetchOnWindowFocus: false,
      // A refusal stays a refusal; only a lost connection or a server fault is worth another try.
      retry: (failures, error) =>
        failures < 2 && error instanceof ApiError && (error.status === 0 || error.status >= 502),
    },
  },
});

whenSignedOut(() => queryClient.setQueryData(sessionKey, null));
