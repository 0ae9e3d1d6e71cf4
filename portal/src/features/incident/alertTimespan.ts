import type { Alert } from '../../api/incidents';

/** The window that the rule looked at, as the Logs page takes it: `from/to`. */
export function alertTimespan(alert: Alert): string {
  return `${alert.queryStart ?? alert.startTime}/${alert.queryEnd ?? alert.endTime}`;
}
