import type { Alert } from '../../api/incidents';

/**
 * The time of an alert's events and the window that the rule looked at, as the Logs page takes it:
 * `from/to`, in whole milliseconds. The window is by the events' arrival, so that those of a
 * near-real-time rule happened before it.
 */
export function alertTimespan(
  alert: Pick<Alert, 'startTime' | 'endTime' | 'queryStart' | 'queryEnd'>,
): string {
  const starts = [alert.startTime, alert.queryStart ?? alert.startTime];
  const ends = [alert.endTime, alert.queryEnd ?? alert.endTime];
  const from = Math.min(...starts.map(Date.parse));
  const to = Math.max(...ends.map(Date.parse)) + 1;
  return `${new Date(from).toISOString()}/${new Date(to).toISOString()}`;
}
