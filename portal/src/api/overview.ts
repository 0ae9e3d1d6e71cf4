import { request } from './client';
import type { IncidentStatus, IncidentSummary, Severity } from './incidents';

export interface Change {
  count: number;
  previous: number;
}

export interface Point {
  at: string;
  count: number;
}

/** How fresh one table's data is. */
export interface Source {
  table: string;
  lastEventAt?: string | null;
  lastReceivedAt?: string | null;
  rows24h: number;
}

export interface Overview {
  events: Change;
  alerts: Change;
  incidents: Change;
  incidentsByStatus: Partial<Record<IncidentStatus, number>>;
  incidentsBySeverity: Partial<Record<Severity, number>>;
  meanTimeToAcknowledgeSeconds?: number | null;
  meanTimeToCloseSeconds?: number | null;
  timeline: { table: string; points: Point[] }[];
  alertTimeline: Point[];
  recentIncidents: IncidentSummary[];
  sources: Source[];
  /** Whether the server can tell where addresses are. */
  geoData: boolean;
  /** The KQL behind each tile. */
  queries: { events: string; alerts: string; incidents: string };
}

export function fetchOverview(hours: number, signal?: AbortSignal): Promise<Overview> {
  return request('GET', `/api/overview?hours=${hours}`, { signal });
}
