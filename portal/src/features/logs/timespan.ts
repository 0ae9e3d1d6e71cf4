import type { Timespan } from '../../api/query';
import { parseTimespan } from '../../time/format';

/** Choices of the time picker; any other value is `from/to`. */
export const timespans: Record<string, string> = {
  PT30M: 'Last 30 minutes',
  PT1H: 'Last hour',
  PT4H: 'Last 4 hours',
  PT12H: 'Last 12 hours',
  P1D: 'Last 24 hours',
  P2D: 'Last 48 hours',
  P3D: 'Last 3 days',
  P7D: 'Last 7 days',
  P30D: 'Last 30 days',
};

export const defaultTimespan = 'P1D';

/** The times that a timespan means now; undefined when the text is none. */
export function rangeOf(timespan: string, now: Date): Timespan | undefined {
  const [from, to] = timespan.split('/');
  if (from !== undefined && to !== undefined) {
    if (Number.isNaN(Date.parse(from)) || Number.isNaN(Date.parse(to))) return undefined;
    return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
  }
  const length = parseTimespan(timespan);
  if (length === undefined) return undefined;
  return { from: new Date(now.getTime() - length).toISOString(), to: now.toISOString() };
}

/** True when the query limits TimeGenerated itself, so that the picker has no say. */
export function setsTime(query: string): boolean {
  const code = query.replace(/\/\/.*$/gm, '');
  return /\bTimeGenerated\s*(?:[<>]=?|==|between|!between)/.test(code);
}
