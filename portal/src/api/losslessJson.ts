/** A whole number that a double cannot hold, standing where a number stands. */
const suspect = /[[,:]\s*-?\d{16,}\s*[,\]}]/;
const token = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const mark = '\u0001long ';

/**
 * JSON.parse, but a whole number beyond ±(2^53 − 1) becomes a bigint instead of the nearest double.
 * Kusto's `long` has 64 bits; record numbers and Windows' identifiers use them all.
 */
export function parseLossless(text: string): unknown {
  if (!suspect.test(text) && !/^\s*-?\d{16,}\s*$/.test(text)) return JSON.parse(text);
  const marked = text.replace(token, (each) =>
    /^-?\d+$/.test(each) && !Number.isSafeInteger(Number(each)) ? `"\\u0001long ${each}"` : each,
  );
  return JSON.parse(marked, (_, value: unknown) =>
    typeof value === 'string' && value.startsWith(mark) && /^-?\d+$/.test(value.slice(mark.length))
      ? BigInt(value.slice(mark.length))
      : value,
  );
}

/** JSON.stringify, with a bigint written as the number that it is. */
export function textOfJson(value: unknown, indent?: number): string {
  const text = JSON.stringify(
    value,
    (_, each: unknown) => (typeof each === 'bigint' ? `${mark}${String(each)}` : each),
    indent,
  );
  return text.replace(/"\\u0001long (-?\d+)"/g, '$1');
}
