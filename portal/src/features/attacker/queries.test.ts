import { expect, test } from 'vitest';
import { attackerQueries, networkOf } from './queries';

test('the network around an address', () => {
  expect(networkOf('203.0.113.7')).toBe('203.0.113.0/24');
  expect(networkOf('2001:db8::1')).toBeUndefined();
  expect(networkOf('-')).toBeUndefined();
});

test('what stands in the address bar stays a text in every query', () => {
  const hostile = '1.2.3.4" or true //\n| project x';
  for (const query of Object.values(attackerQueries(hostile, 7))) {
    expect(query).not.toContain('1.2.3.4" or');
    expect(query).not.toContain('//\n');
  }
});
