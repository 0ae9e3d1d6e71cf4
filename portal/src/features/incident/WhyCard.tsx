import { Text, makeStyles, tokens } from '@fluentui/react-components';
import { Link } from '@tanstack/react-router';
import type { Incident } from '../../api/incidents';
import { usePreferences } from '../../app/preferences';
import { formatDateTime, formatDuration } from '../../time/format';
import { Tile } from '../../ui/Tile';
import { latencyStages } from './latency';

const useStyles = makeStyles({
  part: { marginBottom: '12px' },
  label: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  stages: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(84px, 1fr))',
    listStyle: 'none',
    margin: '6px 0 0',
    padding: 0,
    rowGap: '8px',
  },
  stage: {
    display: 'flex',
    flexDirection: 'column',
    padding: '0 8px',
    borderLeft: `2px solid ${tokens.colorNeutralStroke1}`,
  },
  took: { fontWeight: tokens.fontWeightSemibold },
  at: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    fontVariantNumeric: 'tabular-nums',
  },
});

/** Why the first alert was raised, why the alerts are together, and how long it took. */
export function WhyCard({ incident }: { incident: Incident }) {
  const styles = useStyles();
  const { timeZone } = usePreferences();
  const first = [...incident.alerts].sort((a, b) => a.createdAt.localeCompare(b.createdAt))[0];
  const latency = first?.latency;
  return (
    <Tile title="Why this incident">
      {first && (
        <div className={styles.part}>
          <div className={styles.label}>Why it fired</div>
          <Text>
            The rule{' '}
            <Link to="/analytics" search={{ selected: first.ruleId }}>
              {first.ruleName}
            </Link>{' '}
            found {first.eventCount} {first.eventCount === 1 ? 'matching event' : 'matching events'}
            .{first.description && ` ${first.description}`}
          </Text>
        </div>
      )}
      {incident.groupingReason && (
        <div className={styles.part}>
          <div className={styles.label}>Why its alerts are together</div>
          <Text>{incident.groupingReason}</Text>
        </div>
      )}
      {latency && (
        <div>
          <div className={styles.label}>
            From event to alert
            {latency.acknowledgedToRaisedMillis != null &&
              `: raised ${formatDuration(latency.acknowledgedToRaisedMillis)} after the event was acknowledged`}
          </div>
          <ol className={styles.stages}>
            {latencyStages(latency).map(({ name, at, millis }) => (
              <li key={name} className={styles.stage}>
                <span className={styles.label}>{name}</span>
                <span className={styles.took}>
                  {millis === undefined ? '–' : `+ ${formatDuration(millis)}`}
                </span>
                <span className={styles.at} title={formatDateTime(at, timeZone, true)}>
                  {formatDateTime(at, timeZone, true).slice(11)}
                </span>
              </li>
            ))}
          </ol>
        </div>
      )}
    </Tile>
  );
}
