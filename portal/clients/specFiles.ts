import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** A column of a stored table, its type in Kusto's words. */
export interface Column {
  name: string;
  type: string;
}

export interface Table {
  name: string;
  columns: Column[];
}

/** The query of a case; the name is that of the file and the case. */
export interface SpecQuery {
  name: string;
  text: string;
}

export interface SpecFile {
  name: string;
  tables: Table[];
  queries: SpecQuery[];
}

const project = fileURLToPath(new URL('../..', import.meta.url));

/** The compiler's spec files, in the form that docs/kql-specs.md describes. */
export function specFiles(): SpecFile[] {
  const folder = path.join(project, 'kql/src/test/resources/spec');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.kql-spec'))
    .sort()
    .map((name) => parse(name, readFileSync(path.join(folder, name), 'utf8').split('\n')));
}

/** The tables that every workspace has. */
export function shippedTables(): Table[] {
  const folder = path.join(project, 'content/tables');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as Table);
}

function parse(file: string, lines: string[]): SpecFile {
  const spec: SpecFile = { name: file, tables: [], queries: [] };
  let name = '';
  let query: string[] | undefined;
  for (const line of lines) {
    const table = /^table (\w+) \((.*)\)$/.exec(line);
    if (query) {
      if (line.startsWith('---')) {
        spec.queries.push({ name: `${file}: ${name}`, text: query.join('\n') });
        query = undefined;
      } else {
        query.push(line);
      }
    } else if (line.startsWith('# ')) {
      name = line.slice(2).trim();
    } else if (line.startsWith('// source: ')) {
      query = [];
    } else if (table) {
      spec.tables.push({ name: table[1] ?? '', columns: columns(table[2] ?? '') });
    }
  }
  return spec;
}

function columns(text: string): Column[] {
  return text.split(/, */).map((column) => {
    const colon = column.lastIndexOf(':');
    return { name: column.slice(0, colon), type: column.slice(colon + 1) };
  });
}

/** Files whose tables do not contradict each other, together. */
export function groups(files: SpecFile[]): SpecFile[][] {
  const all: { tables: Map<string, string>; files: SpecFile[] }[] = [];
  for (const file of files) {
    let group = all.find((g) =>
      file.tables.every((t) => [undefined, JSON.stringify(t)].includes(g.tables.get(t.name))),
    );
    if (!group) {
      group = { tables: new Map(), files: [] };
      all.push(group);
    }
    for (const table of file.tables) group.tables.set(table.name, JSON.stringify(table));
    group.files.push(file);
  }
  return all.map((group) => group.files);
}
