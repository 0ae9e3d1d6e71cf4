import { makeStyles, tokens } from '@fluentui/react-components';
import { Link } from '@tanstack/react-router';
import type { IncidentSummary } from '../../api/incidents';
import { Timestamp } from '../../time/Timestamp';
import { SeverityMark, StatusMark } from '../../ui/Severity';

const useStyles = makeStyles({
  list: { listStyle: 'none', margin: '0 -8px', padding: 0 },
  row: {
    display: 'grid',
    gridTemplateColumns: '116px minmax(0, 1fr) 76px 84px',
    alignItems: 'center',
    columnGap: '12px',
    minHeight: '36px',
    padding: '0 8px',
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    '@media (max-width: 800px)': {
      gridTemplateColumns: 'auto minmax(0, 1fr) auto',
      padding: '6px 8px',
      rowGap: '4px',
    },
  },
  title: {
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    '@media (max-width: 800px)': { order: -1, gridColumn: '1 / -1' },
  },
  number: { color: tokens.colorNeutralForeground3, marginRight: '6px' },
  time: { textAlign: 'right', whiteSpace: 'nowrap', color: tokens.colorNeutralForeground2 },
});

export function RecentIncidents({ incidents }: { incidents: IncidentSummary[] }) {
  const styles = useStyles();
  return (
    <ul className={styles.list}>
      {incidents.map((incident) => (
        <li key={incident.number}>
          <Link
            to="/incidents/$number"
            params={{ number: String(incident.number) }}
            className={styles.row}
          >
            <SeverityMark value={incident.severity} />
            <span className={styles.title} title={incident.title}>
              <span className={styles.number}>{incident.number}</span>
              {incident.title}
            </span>
            <StatusMark value={incident.status} />
            <span className={styles.time}>
              <Timestamp value={incident.createdAt} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
