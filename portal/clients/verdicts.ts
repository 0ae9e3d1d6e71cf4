import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { jar, java } from './program';
import type { SpecQuery, Table } from './specFiles';

/** What is said of a query: why it is refused, or the columns of its result, as name:type. */
export interface Verdict {
  refused?: string | undefined;
  /** Absent where they are only known when the query runs. */
  columns?: string[] | undefined;
}

interface List<T> {
  Count: number;
  getItem(index: number): T;
}

interface OfficialType {
  Name: string;
  IsOpen?: boolean;
  Columns?: List<{ Name: string; Type: { Name: string } }>;
}

interface OfficialCode {
  ResultType?: OfficialType;
  GetDiagnostics(): List<{ Code: string; Message: string; Severity: string }>;
}

/** The few parts of Microsoft's parser that are needed; it is C# turned into JavaScript. */
interface Official {
  GlobalState: { Default: Globals };
  KustoCode: { ParseAndAnalyze(text: string, globals: Globals): OfficialCode };
  Symbols: {
    TableSymbol: { $ctor7: new (name: string, schema: string, description: string) => object };
    DatabaseSymbol: { ctor: new (name: string, members: object[]) => object };
  };
}

interface Globals {
  WithDatabase(database: object): Globals;
}

function load(): Official {
  const require = createRequire(import.meta.url);
  require('kusto-language-service/bridge.min.js');
  require('kusto-language-service/Kusto.Language.Bridge.min.js');
  return (globalThis as unknown as { Kusto: { Language: Official } }).Kusto.Language;
}

const official = load();

/** What Microsoft's parser says. Some queries that are none make it throw. */
export function officialVerdicts(queries: SpecQuery[], tables: Table[]): Verdict[] {
  const { TableSymbol, DatabaseSymbol } = official.Symbols;
  const symbols = tables.map((table) => new TableSymbol.$ctor7(table.name, schema(table), ''));
  const globals = official.GlobalState.Default.WithDatabase(
    new DatabaseSymbol.ctor('spec', symbols),
  );
  return queries.map(({ text }) => {
    try {
      return verdict(official.KustoCode.ParseAndAnalyze(text, globals));
    } catch (error) {
      return { refused: `throws ${String(error)}` };
    }
  });
}

function verdict(code: OfficialCode): Verdict {
  const errors = items(code.GetDiagnostics()).filter((d) => d.Severity === 'Error');
  if (errors.length > 0)
    return { refused: errors.map((d) => `${d.Code} ${d.Message}`).join(' | ') };
  const type = code.ResultType;
  if (!type?.Columns || type.IsOpen) return {};
  return { columns: items(type.Columns).map((c) => `${c.Name}:${c.Type.Name}`) };
}

function items<T>(list: List<T>): T[] {
  return Array.from({ length: list.Count }, (_, i) => list.getItem(i));
}

function schema(table: Table): string {
  return `(${table.columns.map((c) => `['${c.name}']: ${c.type}`).join(', ')})`;
}

interface Answer {
  error?: { code: string; message: string };
  columns?: { name: string; type: string }[];
}

/** What `vedette kql --batch` says, over tables without rows. */
export function ourVerdicts(queries: SpecQuery[], tables: Table[]): Verdict[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'vedette-verdicts-'));
  try {
    const schemas = path.join(folder, 'schemas.json');
    writeFileSync(schemas, JSON.stringify(tables.map(asSchema)));
    const input = queries.map((q, id) => JSON.stringify({ id, query: q.text }));
    const now = '2026-01-15T12:00:00Z';
    const run = spawnSync(
      java(),
      ['-jar', jar(), 'kql', '--batch', '--schemas', schemas, '--now', now],
      { input: input.join('\n') + '\n', encoding: 'utf8', maxBuffer: 1 << 28 },
    );
    const answers = run.stdout.trim().split('\n');
    if (answers.length !== queries.length) {
      throw new Error(`${answers.length} answers to ${queries.length} queries: ${run.stderr}`);
    }
    return answers.map((line) => ours(JSON.parse(line) as Answer));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function asSchema(table: Table): object {
  return {
    Name: table.name,
    Columns: table.columns.map((c) => ({ Name: c.name, Type: c.type })),
  };
}

/** VK9xx is said of a query that ran. */
function ours(answer: Answer): Verdict {
  const { error, columns } = answer;
  if (error?.code.startsWith('VK9')) return {};
  return error
    ? { refused: `${error.code} ${error.message}` }
    : { columns: columns?.map((c) => `${c.name}:${c.type}`) };
}

/** How two verdicts differ, or undefined. */
export function difference(theirs: Verdict, ours: Verdict): string | undefined {
  if (theirs.refused !== undefined || ours.refused !== undefined) {
    if (theirs.refused !== undefined && ours.refused !== undefined) return undefined;
    return theirs.refused === undefined
      ? `only we refuse it: ${ours.refused ?? ''}`
      : `only Microsoft's parser refuses it: ${theirs.refused}`;
  }
  if (!theirs.columns || !ours.columns) return undefined;
  const [a, b] = [theirs.columns.join(', '), ours.columns.join(', ')];
  return a === b ? undefined : `columns differ\n    ours: ${b}\n    theirs: ${a}`;
}
