import { statuses, type IncidentFilter } from '../../api/incidents';
import type { UrlState } from '../../app/urlState';

/** The queue opens on what is still to be done, as Sentinel's does. */
export const defaultStatus = 'New,Active';
export const defaultSort = '-created';

/** Choices of the time filter, in hours; '' is any time. */
export const periods: Record<string, string> = {
  '': 'Any time',
  '24': 'Last 24 hours',
  '48': 'Last 48 hours',
  '168': 'Last 7 days',
  '720': 'Last 30 days',
};

/** What the address asks for, without the time, which moves. */
export interface QueueState {
  filter: Omit<IncidentFilter, 'from' | 'to'>;
  /** Hours back from now, or '' for any time. */
  period: string;
}

export function queueState(url: UrlState): QueueState {
  const { status = defaultStatus, severity, owner, tag, search, period, sort } = url;
  const chosen = status.split(',').filter((each) => (statuses as readonly string[]).includes(each));
  return {
    filter: {
      status: chosen.length === statuses.length ? '' : chosen.join(','),
      severity: severity ?? '',
      owner: owner ?? '',
      tag: tag ?? '',
      search: (search ?? '').trim(),
      sort: sort ?? defaultSort,
    },
    period: period !== undefined && period in periods ? period : '',
  };
}

/** The filter with the start of its period put in. */
export function filterAt({ filter, period }: QueueState, now: Date): IncidentFilter {
  if (period === '') return filter;
  return { ...filter, from: new Date(now.getTime() - Number(period) * 3_600_000).toISOString() };
}

/** True when the address narrows the queue more than it is at first. */
export function isNarrowed({ filter, period }: QueueState): boolean {
  const { status, severity, owner, tag, search } = filter;
  return status !== defaultStatus || [severity, owner, tag, search, period].some(Boolean);
}

/** The order after a click on a column's heading: falling first, then rising, then the default. */
export function nextSort(current: string, column: string): string {
  if (current === `-${column}`) return column;
  return current === column ? defaultSort : `-${column}`;
}
