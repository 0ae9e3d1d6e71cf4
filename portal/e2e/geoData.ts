type Value = string | number | Map<string, Value>;

/**
 * A file of geographic data in MaxMind's format (MaxMind DB file format specification, version 2.0)
 * that tells the countries of some networks of 256 addresses.
 */
export function geoData(countries: Record<string, string>): Buffer {
  const tree = new Tree();
  const data: Buffer[] = [];
  let size = 0;
  for (const [network, country] of Object.entries(countries)) {
    tree.add(network.split('.').map(Number), size);
    const place = encode(new Map([['country_code', country]]));
    data.push(place);
    size += place.length;
  }
  const about = new Map<string, Value>([
    ['binary_format_major_version', 2],
    ['binary_format_minor_version', 0],
    ['build_epoch', 1_700_000_000],
    ['database_type', 'Test'],
    ['ip_version', 4],
    ['node_count', tree.size],
    ['record_size', 24],
  ]);
  return Buffer.concat([
    tree.bytes(),
    Buffer.alloc(16),
    ...data,
    Buffer.from([0xab, 0xcd, 0xef]),
    Buffer.from('MaxMind.com'),
    encode(about),
  ]);
}

/** Nodes with a record for a bit of 0 and one for 1: another node, a place in the data, or nothing. */
class Tree {
  private readonly nodes: [Next, Next][] = [[undefined, undefined]];

  get size(): number {
    return this.nodes.length;
  }

  add(octets: number[], offset: number): void {
    const bits = octets.flatMap((octet) => octet.toString(2).padStart(8, '0').split(''));
    let at = 0;
    bits.forEach((bit, n) => {
      const node = this.nodes[at];
      if (!node) throw new Error('no node');
      const side = bit === '1' ? 1 : 0;
      if (n === bits.length - 1) {
        node[side] = { offset };
        return;
      }
      const next = node[side];
      if (typeof next === 'number') {
        at = next;
      } else {
        at = this.nodes.push([undefined, undefined]) - 1;
        node[side] = at;
      }
    });
  }

  bytes(): Buffer {
    const out = Buffer.alloc(this.size * 6);
    this.nodes.flat().forEach((next, n) => {
      const found = typeof next === 'object' ? this.size + 16 + next.offset : next;
      out.writeUIntBE(found ?? this.size, n * 3, 3);
    });
    return out;
  }
}

type Next = number | { offset: number } | undefined;

/** Types: 2 text, 6 number of 32 bits, 7 map. */
function encode(value: Value): Buffer {
  if (typeof value === 'string') {
    const bytes = Buffer.from(value);
    return Buffer.concat([control(2, bytes.length), bytes]);
  }
  if (typeof value === 'number') {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return Buffer.concat([control(6, 4), bytes]);
  }
  const entries = [...value].flatMap(([name, each]) => [encode(name), encode(each)]);
  return Buffer.concat([control(7, value.size), ...entries]);
}

function control(type: number, size: number): Buffer {
  return size < 29 ? Buffer.from([(type << 5) | size]) : Buffer.from([(type << 5) | 29, size - 29]);
}
