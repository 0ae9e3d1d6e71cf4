import { expect, it } from 'vitest';
import { describeChange } from './change';

it.each([
  [10, 10, 'same', 'no change'],
  [0, 0, 'same', 'no change'],
  [5, 0, 'up', 'none before'],
  [150, 100, 'up', '50 %'],
  [50, 100, 'down', '50 %'],
  [1001, 1000, 'up', '<1 %'],
  [12_000, 100, 'up', '120 times'],
  [0, 7, 'down', '100 %'],
])('%d after %d: %s %s', (count, previous, direction, text) => {
  expect(describeChange({ count, previous })).toEqual({ direction, text });
});
