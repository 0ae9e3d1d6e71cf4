import { expect, test } from 'vitest';
import { alertTimespan } from './alertTimespan';

test('events that happened before they arrived are within the time span', () => {
  expect(
    alertTimespan({
      startTime: '2026-11-24T12:00:00.123456Z',
      endTime: '2026-11-24T12:00:00.123456Z',
      queryStart: '2026-11-24T12:00:00.130001Z',
      queryEnd: '2026-11-24T12:00:00.131Z',
    }),
  ).toBe('2026-11-24T12:00:00.123Z/2026-11-24T12:00:00.132Z');
});

test('the window that the rule looked at is within it, too', () => {
  expect(
    alertTimespan({
      startTime: '2026-11-24T12:00:00Z',
      endTime: '2026-11-24T12:10:00Z',
      queryStart: '2026-11-24T11:00:00Z',
      queryEnd: '2026-11-24T13:00:00Z',
    }),
  ).toBe('2026-11-24T11:00:00.000Z/2026-11-24T13:00:00.001Z');
});

test('without a window the events tell', () => {
  expect(
    alertTimespan({
      startTime: '2026-11-24T12:00:00Z',
      endTime: '2026-11-24T12:10:00Z',
      queryStart: null,
    }),
  ).toBe('2026-11-24T12:00:00.000Z/2026-11-24T12:10:00.001Z');
});
