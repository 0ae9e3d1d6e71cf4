import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useLive } from '../../api/live';

/** Shortest time between two refreshes that live events cause, in milliseconds. */
const pause = 3000;

/** Fetches the overview again soon after something happened, at most once per pause. */
export function useLiveOverview(): void {
  const queryClient = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const refreshSoon = () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      void queryClient.invalidateQueries({ queryKey: ['overview'] });
    }, pause);
  };
  useLive('incident', refreshSoon);
  useLive('ingestion', refreshSoon);
}
