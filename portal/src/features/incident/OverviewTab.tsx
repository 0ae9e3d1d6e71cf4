import { SearchBox, Text, makeStyles, tokens } from '@fluentui/react-components';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Alert, Incident } from '../../api/incidents';
import { formatCount } from '../../time/format';
import { Timestamp } from '../../time/Timestamp';
import { EntityIcon } from '../../ui/entityIcon';
import { LogsLink } from '../../ui/LogsLink';
import { SeverityMark, StatusMark } from '../../ui/Severity';
import { Tile } from '../../ui/Tile';
import { WhyCard } from './WhyCard';
import { alertTimespan } from './alertTimespan';

const useStyles = makeStyles({
  grid: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)',
    alignItems: 'start',
    gap: '12px',
    '@media (max-width: 1100px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  column: { display: 'grid', gap: '12px', minWidth: 0 },
  timeline: { listStyle: 'none', margin: 0, padding: 0 },
  step: {
    position: 'relative',
    display: 'grid',
    rowGap: '2px',
    padding: '0 0 16px 20px',
    borderLeft: `2px solid ${tokens.colorNeutralStroke2}`,
    marginLeft: '5px',
    ':last-child': { borderLeftColor: 'transparent', paddingBottom: 0 },
    '::before': {
      content: '""',
      position: 'absolute',
      left: '-6px',
      top: '4px',
      width: '10px',
      height: '10px',
      borderRadius: '50%',
      backgroundColor: tokens.colorCompoundBrandForeground1,
    },
  },
  line: { display: 'flex', flexWrap: 'wrap', columnGap: '16px', rowGap: '2px' },
  muted: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  entities: { listStyle: 'none', margin: '8px 0 0', padding: 0, display: 'grid', rowGap: '6px' },
  entity: {
    display: 'flex',
    alignItems: 'center',
    columnGap: '8px',
    minWidth: 0,
    overflowWrap: 'anywhere',
  },
  similar: { listStyle: 'none', margin: 0, padding: 0, display: 'grid', rowGap: '12px' },
});

export function OverviewTab({ incident }: { incident: Incident }) {
  const styles = useStyles();
  return (
    <div className={styles.grid}>
      <div className={styles.column}>
        <WhyCard incident={incident} />
        <Tile title="Timeline">
          <Timeline alerts={incident.alerts} />
        </Tile>
      </div>
      <div className={styles.column}>
        <EntitiesWidget incident={incident} />
        <Tile title="Similar incidents">
          {incident.similar.length === 0 ? (
            <Text className={styles.muted}>No other incident has the same rule or entities.</Text>
          ) : (
            <ul className={styles.similar}>
              {incident.similar.map((other) => (
                <li key={other.number}>
                  <Link to="/incidents/$number" params={{ number: String(other.number) }}>
                    {other.number} {other.title}
                  </Link>
                  <div className={styles.line}>
                    <SeverityMark value={other.severity} />
                    <StatusMark value={other.status} />
                  </div>
                  <span className={styles.muted}>{other.reason}</span>
                </li>
              ))}
            </ul>
          )}
        </Tile>
      </div>
    </div>
  );
}

function Timeline({ alerts }: { alerts: Alert[] }) {
  const styles = useStyles();
  const ordered = [...alerts].sort((a, b) => a.startTime.localeCompare(b.startTime));
  return (
    <ol className={styles.timeline}>
      {ordered.map((alert) => (
        <li key={alert.id} className={styles.step}>
          <span className={styles.muted}>
            <Timestamp value={alert.startTime} form="exact" />
          </span>
          <Text weight="semibold">{alert.name}</Text>
          <span className={styles.line}>
            <SeverityMark value={alert.severity} />
            <LogsLink query={alert.query} timespan={alertTimespan(alert)}>
              {formatCount(alert.eventCount)} {alert.eventCount === 1 ? 'event' : 'events'}
            </LogsLink>
            <span className={styles.muted}>{alert.entities.map((e) => e.label).join(', ')}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}

function EntitiesWidget({ incident }: { incident: Incident }) {
  const styles = useStyles();
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const found = incident.entities.filter((entity) =>
    `${entity.type} ${entity.label}`.toLowerCase().includes(wanted),
  );
  return (
    <Tile title={`Entities (${incident.entities.length})`}>
      <SearchBox
        size="small"
        aria-label="Search the entities"
        placeholder="Search the entities"
        value={search}
        onChange={(_, data) => setSearch(data.value)}
        style={{ maxWidth: 'none' }}
      />
      <ul className={styles.entities}>
        {found.map((entity) => (
          <li key={entity.id} className={styles.entity}>
            <EntityIcon type={entity.type} />
            <span>{entity.label}</span>
            <span className={styles.muted} style={{ marginLeft: 'auto', whiteSpace: 'nowrap' }}>
              {entity.alertCount} {entity.alertCount === 1 ? 'alert' : 'alerts'}
            </span>
          </li>
        ))}
        {found.length === 0 && <li className={styles.muted}>No entity matches.</li>}
      </ul>
    </Tile>
  );
}
