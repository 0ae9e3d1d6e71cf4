import { describe, expect, it } from 'vitest';
import { knownDifferences } from './knownDifferences';
import { groups, shippedTables, specFiles, type SpecFile } from './specFiles';
import { difference, officialVerdicts, ourVerdicts, type Verdict } from './verdicts';

interface Compared {
  name: string;
  theirs: Verdict;
  ours: Verdict;
}

function compare(files: SpecFile[]): Compared[] {
  const queries = files.flatMap((file) => file.queries);
  const own = new Map(files.flatMap((file) => file.tables).map((t) => [t.name, t]));
  const shipped = shippedTables().filter((table) => !own.has(table.name));
  const theirs = officialVerdicts(queries, [...own.values(), ...shipped]);
  const ours = ourVerdicts(queries, [...own.values()]);
  return queries.map(({ name }, i) => ({ name, theirs: theirs[i] ?? {}, ours: ours[i] ?? {} }));
}

const files = specFiles();
const compared = groups(files).flatMap(compare);
const differing = new Map<string, string>();
for (const { name, theirs, ours } of compared) {
  const found = difference(theirs, ours);
  if (found) differing.set(name, found);
}

describe("what Microsoft's parser accepts, and the columns that it gives, are ours", () => {
  it.each(files.map((file) => file.name))('in %s', (file) => {
    const unknown = [...differing]
      .filter(([name]) => name.startsWith(`${file}: `) && !knownDifferences.has(name))
      .map(([name, how]) => `${name}\n  ${how}`);
    expect(unknown.join('\n')).toBe('');
  });

  it('but for known differences, which are still there', () => {
    expect([...knownDifferences.keys()].filter((name) => !differing.has(name))).toEqual([]);
  });

  it('in many queries', () => {
    const accepted = compared.filter((c) => c.theirs.columns && c.ours.columns);
    const refused = compared.filter((c) => c.theirs.refused && c.ours.refused);
    expect(accepted.length).toBeGreaterThan(300);
    expect(refused.length).toBeGreaterThan(150);
  });
});

describe('a difference is seen', () => {
  it.each([
    [{ refused: 'KS142' }, { columns: ['a:long'] }],
    [{ columns: ['a:long'] }, { refused: 'KS142' }],
    [{ columns: ['a:long'] }, { columns: ['a:int'] }],
    [{ columns: ['a:long', 'b:long'] }, { columns: ['b:long', 'a:long'] }],
  ])('between %j and %j', (theirs, ours) => {
    expect(difference(theirs, ours)).toBeDefined();
    expect(difference(ours, ours)).toBeUndefined();
  });
});
