import { describe, expect, it } from 'vitest';
import { parseLossless, textOfJson } from './losslessJson';

describe('parseLossless', () => {
  it('keeps every digit of a 64-bit number', () => {
    const text = '[9223372036854775807, -9223372036854775808,9007199254740993]';
    expect(parseLossless(text)).toEqual([
      9223372036854775807n,
      -9223372036854775808n,
      9007199254740993n,
    ]);
  });
  it('leaves numbers that a double holds as numbers', () => {
    const text = '{"a":9007199254740991,"b":[-1,0.5,1e300,12345678901234567.5]}';
    expect(parseLossless(text)).toEqual(JSON.parse(text));
  });
  it('does not touch digits inside of strings, keys or fractions', () => {
    const text = String.raw`{"12345678901234567890":["a,9223372036854775807,b","\",9223372036854775807]"],"f":[0.12345678901234567,9223372036854775807]}`;
    expect(parseLossless(text)).toEqual({
      '12345678901234567890': ['a,9223372036854775807,b', '",9223372036854775807]'],
      f: [Number('0.12345678901234567'), 9223372036854775807n],
    });
  });
  it('takes a bare number', () => {
    expect(parseLossless('9223372036854775807')).toBe(9223372036854775807n);
  });
  it('refuses what JSON.parse refuses', () => {
    expect(() => parseLossless('[9223372036854775807')).toThrow(SyntaxError);
  });
});

it('textOfJson writes what was read', () => {
  const text =
    '{"id":9223372036854775807,"list":[1,-9223372036854775808],"s":"9223372036854775807"}';
  expect(textOfJson(parseLossless(text))).toBe(text);
});
