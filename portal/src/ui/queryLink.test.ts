import { describe, expect, it } from 'vitest';
import { packQuery, unpackQuery } from './queryLink';

describe('packQuery', () => {
  it.each([
    '',
    'SecurityEvent | take 10',
    'print "Grüße – 日本 🎉"',
    'SecurityEvent\n| where EventID == 4625\n'.repeat(500),
  ])('comes back whole (%#)', (query) => {
    expect(unpackQuery(packQuery(query))).toBe(query);
  });
  it('uses only characters that need no escape in an address', () => {
    expect(packQuery('SecurityEvent | summarize count() by Computer')).toMatch(/^[\w-]+$/);
  });
  it('makes long queries shorter', () => {
    const query = '| where EventID == 4625\n'.repeat(100);
    expect(packQuery(query).length).toBeLessThan(query.length / 10);
  });
});

describe('unpackQuery', () => {
  it.each(['%%%', 'AAAA', 'not a query'])('refuses "%s"', (packed) => {
    expect(unpackQuery(packed)).toBeUndefined();
  });
  it('refuses a link that would unpack to more than a megabyte', () => {
    expect(unpackQuery(packQuery('x'.repeat(2_000_000)))).toBeUndefined();
  });
});
