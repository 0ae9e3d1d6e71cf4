import { request } from './client';
import { parseLossless, textOfJson } from './losslessJson';
import type { QueryDiagnostic } from './problem';

/** Kusto's scalar types, as the server names them. */
export type ColumnType =
  | 'bool'
  | 'int'
  | 'long'
  | 'real'
  | 'decimal'
  | 'string'
  | 'datetime'
  | 'timespan'
  | 'guid'
  | 'dynamic';

export interface Column {
  name: string;
  type: ColumnType;
}

/**
 * A cell as the Log Analytics API writes it: dynamic values arrive as JSON text or as JSON. A `long`
 * that a double cannot hold is a bigint.
 */
export type Cell = string | number | bigint | boolean | null | object;

/** A cell as text: what a person would copy. */
export function cellText(cell: Cell): string {
  if (cell === null) return '';
  return typeof cell === 'object' ? textOfJson(cell) : String(cell);
}

export interface Visualization {
  kind: string;
  properties: Record<string, unknown>;
}

export interface ResultTable {
  name: string;
  columns: Column[];
  rows: Cell[][];
  visualization?: Visualization | null;
}

export interface QueryResult {
  tables: ResultTable[];
  statistics: { durationMillis: number; rows: number; truncated: boolean };
  timeSetInQuery: boolean;
  warnings: QueryDiagnostic[];
}

export interface Timespan {
  from: string;
  to: string;
}

export interface QueryRequest {
  query: string;
  timespan?: Timespan;
  id: string;
  maxRows?: number;
}

export interface TableDescription {
  name: string;
  group: string;
  description: string;
  /** Whether it is one of the usual tables, or the user's own. */
  common: boolean;
  rows: number;
  columns: { name: string; type: ColumnType; description?: string | null }[];
}

export interface FunctionDescription {
  name: string;
  parameters: string;
  body: string;
}

export interface WorkspaceSchema {
  tables: TableDescription[];
  functions: FunctionDescription[];
}

export function runQuery(query: QueryRequest, signal?: AbortSignal): Promise<QueryResult> {
  return request('POST', '/api/query', { body: query, signal, parse: parseLossless });
}

/** Stops a running query; the request that runs it then answers that it was stopped. */
export function cancelQuery(id: string): Promise<void> {
  return request('DELETE', `/api/query/${encodeURIComponent(id)}`);
}

export function fetchSchema(signal?: AbortSignal): Promise<WorkspaceSchema> {
  return request('GET', '/api/schema', { signal });
}

/** The schema in the shape of `.show database schema as json`, for the language service. */
export function fetchKustoSchema(signal?: AbortSignal): Promise<unknown> {
  return request('GET', '/api/schema/kusto', { signal });
}

/** The newest rows of a table. */
export function fetchPreview(table: string, signal?: AbortSignal): Promise<ResultTable> {
  return request('GET', `/api/tables/${encodeURIComponent(table)}/preview`, {
    signal,
    parse: parseLossless,
  });
}
