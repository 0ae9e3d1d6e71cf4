import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Link } from '@tanstack/react-router';
import { severities, statuses } from '../../api/incidents';
import type { Overview } from '../../api/overview';
import { useTheme } from '../../app/theme';
import { formatCount } from '../../time/format';

const useStyles = makeStyles({
  list: { display: 'grid', rowGap: '2px', margin: 0, padding: 0, listStyle: 'none' },
  row: {
    display: 'grid',
    gridTemplateColumns: '104px 1fr 48px',
    alignItems: 'center',
    columnGap: '8px',
    minHeight: '28px',
    padding: '0 6px',
    margin: '0 -6px',
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
  },
  track: { height: '8px', borderRadius: '4px', backgroundColor: tokens.colorNeutralBackground4 },
  bar: { height: '8px', borderRadius: '4px', minWidth: '2px' },
  empty: { minWidth: 0 },
  count: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
});

interface BarsProps {
  values: { name: string; count: number; color: string; search: Record<string, string> }[];
}

function Bars({ values }: BarsProps) {
  const styles = useStyles();
  const largest = Math.max(1, ...values.map((value) => value.count));
  return (
    <ul className={styles.list}>
      {values.map(({ name, count, color, search }) => (
        <li key={name}>
          <Link to="/incidents" search={search as never} className={styles.row}>
            <span>{name}</span>
            <span className={styles.track}>
              <span
                className={mergeClasses(styles.bar, count === 0 && styles.empty)}
                style={{
                  display: 'block',
                  width: `${(count / largest) * 100}%`,
                  backgroundColor: color,
                }}
              />
            </span>
            <span className={styles.count}>{formatCount(count)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

export function BySeverity({ counts }: { counts: Overview['incidentsBySeverity'] }) {
  const { palette } = useTheme();
  const values = severities.map((name) => ({
    name,
    count: counts[name] ?? 0,
    color: palette.severity[name],
    search: { status: 'New,Active', severity: name },
  }));
  return <Bars values={values} />;
}

export function ByStatus({ counts }: { counts: Overview['incidentsByStatus'] }) {
  const { palette } = useTheme();
  const values = statuses.map((name) => ({
    name,
    count: counts[name] ?? 0,
    color: palette.status[name],
    search: { status: name },
  }));
  return <Bars values={values} />;
}
