import type { Source } from '../../api/overview';

export type Freshness = 'fresh' | 'slow' | 'silent';

const minute = 60_000;

/**
 * A source is silent after a day without a row, slow after an hour; one that sends often is slow
 * already after ten times its usual distance between rows, but never before five minutes.
 */
export function freshnessOf(source: Source, now: Date): Freshness {
  const last = source.lastReceivedAt ?? source.lastEventAt;
  if (!last) return 'silent';
  const age = now.getTime() - new Date(last).getTime();
  if (age > 1440 * minute) return 'silent';
  const usual = source.rows24h > 0 ? (1440 * minute) / source.rows24h : 60 * minute;
  return age > Math.min(60 * minute, Math.max(5 * minute, usual * 10)) ? 'slow' : 'fresh';
}

export const freshnessWords: Record<Freshness, string> = {
  fresh: 'arriving',
  slow: 'slower than usual',
  silent: 'silent',
};
