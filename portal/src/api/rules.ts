import { request } from './client';
import type { Severity } from './incidents';
import type { QueryDiagnostic } from './problem';

export type RuleKind = 'Scheduled' | 'NRT';
export type RunStatus = 'Success' | 'Failure' | 'Delayed';

export interface Rule {
  id: string;
  name: string;
  kind: RuleKind;
  severity: Severity;
  enabled: boolean;
  tactics: string[];
  techniques: string[];
  source: string;
  lastModified: string;
  lastRunAt?: string | null;
  lastRunStatus?: RunStatus | null;
  lastError?: string | null;
  lastMatchAt?: string | null;
  alerts7d: number;
  alerts30d: number;
  nextRunAt?: string | null;
  /** ISO 8601 durations or Kusto timespans; absent for near-real-time rules. */
  queryFrequency?: string | null;
  queryPeriod?: string | null;
  /** Why the rule cannot run; empty for a sound one. */
  diagnostics: QueryDiagnostic[];
}

export interface EntityMapping {
  entityType: string;
  fieldMappings: { identifier: string; columnName: string }[];
}

export interface RuleRun {
  at: string;
  status: RunStatus;
  durationMillis: number;
  rows: number;
  alerts: number;
  windowFrom?: string | null;
  windowTo?: string | null;
  error?: string | null;
}

export interface RuleDetails extends Rule {
  description: string;
  query: string;
  entityMappings?: EntityMapping[] | null;
  customDetails?: Record<string, string> | null;
  triggerOperator?: string | null;
  triggerThreshold?: number | null;
  eventGrouping?: string | null;
  incidentConfiguration?: unknown;
  suppression?: unknown;
  yaml?: string | null;
  version?: string | null;
  runs: RuleRun[];
}

export function fetchRules(signal?: AbortSignal): Promise<Rule[]> {
  return request('GET', '/api/rules', { signal });
}

export function fetchRule(id: string, signal?: AbortSignal): Promise<RuleDetails> {
  return request('GET', `/api/rules/${encodeURIComponent(id)}`, { signal });
}

export function setRuleEnabled(id: string, enabled: boolean): Promise<Rule> {
  const verb = enabled ? 'enable' : 'disable';
  return request('POST', `/api/rules/${encodeURIComponent(id)}/${verb}`);
}

/** A part of a `where`, and how many rows pass it and the parts before it. */
export interface ExplainedCondition {
  text: string;
  rows: number | null;
}

/** An operator of the query, and how many rows are there after it. */
export interface ExplainedClause {
  text: string;
  rows: number | null;
  conditions: ExplainedCondition[];
}

export interface EventTrace {
  matching: number;
  steps: { clause: string; rows: number; group: Record<string, string> }[];
  dropped: { clause: string; conditions: string[]; values: Record<string, string> } | null;
}

export interface Explanation {
  now: string;
  from: string | null;
  source: string;
  sourceRows: number;
  clauses: ExplainedClause[];
  results: number;
  verdict: string;
  event: EventTrace | null;
}

/** Why a rule raises an alert or does not; `event` is a condition in KQL on the event to follow. */
export function explainRule(id: string, event: string, signal?: AbortSignal): Promise<Explanation> {
  return request('POST', '/api/rules/explain', { body: { id, event }, signal });
}
