import { Inflate, deflateSync, strFromU8, strToU8 } from 'fflate';

/** Largest query that a link may unpack to, in bytes: a hostile link must not fill the memory. */
const largestQuery = 1_000_000;

/** A query as it stands in the address: deflated, base64 with the alphabet for URLs. */
export function packQuery(query: string): string {
  const bytes = deflateSync(strToU8(query), { level: 9 });
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** Unpacks in pieces, so that too much is noticed before it is all there. */
function inflate(bytes: Uint8Array<ArrayBuffer>): Uint8Array {
  const pieces: Uint8Array[] = [];
  let length = 0;
  const stream = new Inflate((piece) => {
    length += piece.length;
    if (length > largestQuery) throw new RangeError('The query is too long');
    pieces.push(piece);
  });
  const step = 512;
  for (let at = 0; at < bytes.length || at === 0; at += step) {
    stream.push(bytes.subarray(at, at + step), at + step >= bytes.length);
  }
  const whole = new Uint8Array(length);
  let end = 0;
  for (const piece of pieces) {
    whole.set(piece, end);
    end += piece.length;
  }
  return whole;
}

/** The query of an address, or undefined when the text is none. */
export function unpackQuery(packed: string): string | undefined {
  try {
    const binary = atob(packed.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    return strFromU8(inflate(bytes));
  } catch {
    return undefined;
  }
}

/** Search parameters of the Logs page for a query; `timespan` is ISO 8601, a duration or from/to. */
export function logsSearch(query: string, timespan?: string): { q: string; t?: string } {
  return timespan === undefined ? { q: packQuery(query) } : { q: packQuery(query), t: timespan };
}
