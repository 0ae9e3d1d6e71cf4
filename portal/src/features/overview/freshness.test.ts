import { expect, it } from 'vitest';
import { freshnessOf } from './freshness';

const now = new Date('2026-11-24T12:00:00Z');
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000).toISOString();

it.each([
  [1, 100_000, 'fresh'],
  [6, 100_000, 'slow'],
  [30, 24, 'fresh'],
  [61, 24, 'slow'],
  [61, 0, 'slow'],
  [1441, 0, 'silent'],
] as const)('last row %d minutes ago, %d rows a day: %s', (minutes, rows24h, expected) => {
  const source = { table: 'Syslog', lastReceivedAt: minutesAgo(minutes), rows24h };
  expect(freshnessOf(source, now)).toBe(expected);
});

it('is silent when nothing ever came', () => {
  expect(freshnessOf({ table: 'Syslog', rows24h: 0 }, now)).toBe('silent');
});
