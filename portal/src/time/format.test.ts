import { describe, expect, it } from 'vitest';
import {
  formatDateTime,
  formatDuration,
  formatRelative,
  formatShortCount,
  formatTimespan,
  parseTimespan,
} from './format';

describe('formatDateTime', () => {
  it('writes the year first and the clock with 24 hours', () => {
    expect(formatDateTime('2026-11-24T00:05:09.0421234Z', 'utc')).toBe('2026-11-24 00:05:09');
  });
  it('adds milliseconds when asked', () => {
    expect(formatDateTime('2026-11-24T00:05:09.0421234Z', 'utc', true)).toBe(
      '2026-11-24 00:05:09.042',
    );
  });
  it('leaves what is no time as it is', () => {
    expect(formatDateTime('soon', 'utc')).toBe('soon');
  });
});

describe('formatRelative', () => {
  const now = new Date('2026-11-24T12:00:00Z');
  it.each([
    ['2026-11-24T11:59:30Z', 'just now'],
    ['2026-11-24T11:55:00Z', '5 min ago'],
    ['2026-11-24T09:10:00Z', '2 hr ago'],
    ['2026-11-21T12:00:00Z', '3 days ago'],
    ['2026-11-24T12:00:30Z', 'in a moment'],
    ['2026-11-24T12:07:00Z', 'in 7 min'],
  ])('%s is %s', (time, text) => {
    expect(formatRelative(time, now)).toBe(text);
  });
});

describe('formatDuration', () => {
  it.each([
    [0.25, '250 µs'],
    [0, '0 ms'],
    [12.4, '12 ms'],
    [3400, '3.4 s'],
    [5000, '5 s'],
    [125_000, '2 min 5 s'],
    [3_600_000, '1 h'],
    [12_000_000, '3 h 20 min'],
    [187_200_000, '2 d 4 h'],
  ])('%d ms is %s', (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text);
  });
});

describe('parseTimespan', () => {
  it.each([
    ['PT5M', 300_000],
    ['P1D', 86_400_000],
    ['P14DT12H', 1_252_800_000],
    ['00:05:00', 300_000],
    ['1.02:00:00', 93_600_000],
    ['15m', 900_000],
    ['1d', 86_400_000],
  ])('%s', (text, milliseconds) => {
    expect(parseTimespan(text)).toBe(milliseconds);
  });
  it.each(['', 'P', 'hourly', '5 parsecs'])('knows that "%s" is none', (text) => {
    expect(parseTimespan(text)).toBeUndefined();
    expect(formatTimespan(text)).toBe(text);
  });
});

describe('formatShortCount', () => {
  it.each([
    [0, '0'],
    [9876, '9,876'],
    [12_345, '12.3K'],
    [5_000_000, '5M'],
  ])('%d is %s', (count, text) => {
    expect(formatShortCount(count)).toBe(text);
  });
});
