import { queryString, request } from './client';

export const severities = ['High', 'Medium', 'Low', 'Informational'] as const;
export type Severity = (typeof severities)[number];

export const statuses = ['New', 'Active', 'Closed'] as const;
export type IncidentStatus = (typeof statuses)[number];

export interface IncidentSummary {
  number: number;
  title: string;
  severity: Severity;
  status: IncidentStatus;
  owner?: string | null;
  labels: string[];
  createdAt: string;
  lastUpdateAt: string;
  firstActivityAt?: string | null;
  lastActivityAt?: string | null;
  alertCount: number;
  eventCount: number;
  commentCount: number;
  bookmarkCount: number;
  tactics: string[];
  techniques: string[];
  productNames: string[];
  entitySummary: { type: string; label: string }[];
  classification?: string | null;
  classificationReason?: string | null;
  etag: string;
}

export interface Entity {
  id: string;
  type: string;
  label: string;
  properties: Record<string, unknown>;
  firstSeen?: string | null;
  lastSeen?: string | null;
  alertCount: number;
}

/** Where the time went between the event and the alert. */
export interface AlertLatency {
  eventTime?: string | null;
  received?: string | null;
  stored?: string | null;
  evaluated?: string | null;
  raised: string;
  acknowledgedToRaisedMillis?: number | null;
}

export interface Alert {
  id: string;
  name: string;
  severity: Severity;
  description: string;
  ruleId: string;
  ruleName: string;
  startTime: string;
  endTime: string;
  createdAt: string;
  tactics: string[];
  techniques: string[];
  entities: Entity[];
  customDetails: Record<string, unknown>;
  eventCount: number;
  query: string;
  queryStart?: string | null;
  queryEnd?: string | null;
  latency?: AlertLatency | null;
}

export interface Comment {
  id: string;
  author: string;
  message: string;
  createdAt: string;
}

export interface Activity {
  at: string;
  actor: string;
  kind: string;
  text: string;
}

export interface SimilarIncident {
  number: number;
  title: string;
  reason: string;
  severity: Severity;
  status: IncidentStatus;
}

export interface Incident extends IncidentSummary {
  description: string;
  groupingReason: string;
  classificationComment?: string | null;
  alerts: Alert[];
  entities: Entity[];
  comments: Comment[];
  activity: Activity[];
  similar: SimilarIncident[];
}

export interface IncidentCounts {
  open: number;
  new: number;
  active: number;
  bySeverity: Partial<Record<Severity, number>>;
}

export interface IncidentPage {
  total: number;
  counts: IncidentCounts;
  value: IncidentSummary[];
}

/** What narrows and orders the queue; lists are comma-separated, empty means no limit. */
export interface IncidentFilter {
  status?: string;
  severity?: string;
  owner?: string;
  tag?: string;
  search?: string;
  from?: string;
  to?: string;
  sort?: string;
}

/** Fields to change; `owner: ''` takes the owner away. */
export interface IncidentChange {
  status?: IncidentStatus;
  severity?: Severity;
  owner?: string;
  labels?: string[];
  /** Tags that come to those it has. */
  addLabels?: string[];
  title?: string;
  classification?: string;
  classificationReason?: string;
  classificationComment?: string;
}

export interface BulkOutcome {
  changed: number[];
  failed: { number: number; detail: string }[];
}

export function fetchIncidents(
  filter: IncidentFilter,
  skip: number,
  top: number,
  signal?: AbortSignal,
): Promise<IncidentPage> {
  return request('GET', `/api/incidents${queryString({ ...filter, skip, top })}`, { signal });
}

export function fetchIncident(number: number, signal?: AbortSignal): Promise<Incident> {
  return request('GET', `/api/incidents/${number}`, { signal });
}

export function changeIncident(
  number: number,
  change: IncidentChange,
  etag: string,
): Promise<IncidentSummary> {
  return request('PATCH', `/api/incidents/${number}`, { body: { ...change, etag } });
}

export function changeIncidents(numbers: number[], change: IncidentChange): Promise<BulkOutcome> {
  return request('POST', '/api/incidents/bulk', { body: { numbers, change } });
}

export function addComment(number: number, message: string): Promise<Comment> {
  return request('POST', `/api/incidents/${number}/comments`, { body: { message } });
}

export function fetchUsers(): Promise<{ name: string }[]> {
  return request('GET', '/api/users');
}
