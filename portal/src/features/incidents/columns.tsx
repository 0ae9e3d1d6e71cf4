import type { ReactNode } from 'react';
import type { IncidentSummary } from '../../api/incidents';
import { formatCount } from '../../time/format';
import { Timestamp } from '../../time/Timestamp';
import { SeverityMark, StatusMark } from '../../ui/Severity';
import { tacticName } from '../../ui/tactics';

export interface QueueColumn {
  name: string;
  /** As the server's `sort` parameter names it; absent where it cannot sort. */
  sort?: string;
  width: string;
  cell: (incident: IncidentSummary) => ReactNode;
}

export const queueColumns: QueueColumn[] = [
  {
    name: 'Severity',
    sort: 'severity',
    width: '128px',
    cell: (incident) => <SeverityMark value={incident.severity} />,
  },
  {
    name: 'Number',
    sort: 'number',
    width: '76px',
    cell: (incident) => incident.number,
  },
  {
    name: 'Title',
    sort: 'title',
    width: 'minmax(200px, 4fr)',
    cell: (incident) => <span title={incident.title}>{incident.title}</span>,
  },
  {
    name: 'Entities',
    width: 'minmax(110px, 1.6fr)',
    cell: (incident) => {
      const labels = incident.entitySummary.map((entity) => entity.label).join(', ');
      return <span title={labels}>{labels || '–'}</span>;
    },
  },
  {
    name: 'Alerts',
    sort: 'alerts',
    width: '64px',
    cell: (incident) => formatCount(incident.alertCount),
  },
  {
    name: 'Tactics',
    width: 'minmax(100px, 1.4fr)',
    cell: (incident) => {
      const tactics = incident.tactics.map(tacticName).join(', ');
      return <span title={tactics}>{tactics || '–'}</span>;
    },
  },
  {
    name: 'Created',
    sort: 'created',
    width: '96px',
    cell: (incident) => <Timestamp value={incident.createdAt} />,
  },
  {
    name: 'Last update',
    sort: 'lastUpdate',
    width: '100px',
    cell: (incident) => <Timestamp value={incident.lastUpdateAt} />,
  },
  {
    name: 'Owner',
    sort: 'owner',
    width: '100px',
    cell: (incident) => incident.owner ?? 'Unassigned',
  },
  {
    name: 'Status',
    sort: 'status',
    width: '88px',
    cell: (incident) => <StatusMark value={incident.status} />,
  },
];

/** With a pane open, or on a small screen, only these are left. */
export const essentialColumns = ['Severity', 'Number', 'Title', 'Created', 'Owner', 'Status'];
