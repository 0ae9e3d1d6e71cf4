import { describe, expect, it } from 'vitest';
import { csvOf } from './csv';
import { rangeOf, setsTime } from './timespan';
import { statementAt } from './statement';
import { withCondition } from './condition';

describe('statementAt', () => {
  const text = 'SecurityEvent\n| take 5\n\nSyslog\n| count';
  it.each([
    [0, 'SecurityEvent\n| take 5', 0],
    [20, 'SecurityEvent\n| take 5', 0],
    [26, 'Syslog\n| count', 24],
    [text.length, 'Syslog\n| count', 24],
  ])('at %d', (offset, statement, start) => {
    expect(statementAt(text, offset)).toEqual({ text: statement, start });
  });
  it('takes the last statement when the cursor stands below it', () => {
    expect(statementAt('Syslog\n\n', 8).text).toBe('Syslog');
  });
  it('keeps a let with the query that follows', () => {
    const query = 'let x = 5;\n\nSyslog\n| take x';
    expect(statementAt(query, query.length).text).toBe(query);
  });
});

describe('setsTime', () => {
  it.each([
    ['T | where TimeGenerated > ago(1h)', true],
    ['T | where TimeGenerated between (a .. b)', true],
    ['T | summarize count() by bin(TimeGenerated, 1h)', false],
    ['T // where TimeGenerated > ago(1h)', false],
  ])('%s: %s', (query, expected) => {
    expect(setsTime(query)).toBe(expected);
  });
});

describe('rangeOf', () => {
  const now = new Date('2026-11-24T12:00:00Z');
  it('counts back from now', () => {
    expect(rangeOf('PT1H', now)).toEqual({
      from: '2026-11-24T11:00:00.000Z',
      to: '2026-11-24T12:00:00.000Z',
    });
  });
  it('takes two times as they are', () => {
    expect(rangeOf('2026-11-01T00:00:00Z/2026-11-02T00:00:00Z', now)?.to).toBe(
      '2026-11-02T00:00:00.000Z',
    );
  });
  it.each(['', 'soon', 'a/b'])('refuses "%s"', (text) => {
    expect(rangeOf(text, now)).toBeUndefined();
  });
});

describe('csvOf', () => {
  const table = {
    name: 'T',
    columns: [
      { name: 'A', type: 'string' as const },
      { name: 'B', type: 'dynamic' as const },
    ],
    rows: [
      ['say "hi", then go', { a: 1 }],
      ['=1+1', null],
    ],
  };
  it('quotes what needs it and defuses formulas', () => {
    expect(csvOf(table)).toBe('A,B\r\n"say ""hi"", then go","{""a"":1}"\r\n\'=1+1,\r\n');
  });
});

describe('withCondition', () => {
  it.each([
    ['string', 'a"b\\c', '==', 'T\n| where C == "a\\"b\\\\c"'],
    ['long', 5, '!=', 'T\n| where C != 5'],
    ['datetime', '2026-11-24T00:00:00Z', '==', 'T\n| where C == datetime(2026-11-24T00:00:00Z)'],
    ['string', null, '==', 'T\n| where isempty(C)'],
    ['dynamic', '{"a":1}', '!=', 'T\n| where tostring(C) != "{\\"a\\":1}"'],
  ] as const)('%s %s %s', (type, value, operator, expected) => {
    expect(withCondition('T\n', { name: 'C', type }, value, operator)).toBe(expected);
  });
  it('puts the condition before a render', () => {
    const query = 'T\n| summarize count() by C\n| render piechart';
    expect(withCondition(query, { name: 'C', type: 'int' }, 1, '==')).toBe(
      'T\n| summarize count() by C\n| where C == 1\n| render piechart',
    );
  });
});
