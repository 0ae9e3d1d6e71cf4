import { makeStyles } from '@fluentui/react-components';
import type { IncidentStatus, Severity } from '../api/incidents';
import { useTheme } from '../app/theme';

const useStyles = makeStyles({
  severity: {
    display: 'inline-flex',
    alignItems: 'center',
    columnGap: '8px',
    whiteSpace: 'nowrap',
    verticalAlign: 'middle',
  },
  bar: { width: '4px', height: '16px', borderRadius: '2px', flexShrink: 0 },
  dot: { width: '8px', height: '8px', borderRadius: '50%', flexShrink: 0 },
});

/** Severity as Sentinel shows it: a coloured bar and the word. */
export function SeverityMark({ value }: { value: Severity }) {
  const styles = useStyles();
  const { palette } = useTheme();
  return (
    <span className={styles.severity}>
      <span className={styles.bar} style={{ backgroundColor: palette.severity[value] }} />
      {value}
    </span>
  );
}

export function StatusMark({ value }: { value: IncidentStatus }) {
  const styles = useStyles();
  const { palette } = useTheme();
  return (
    <span className={styles.severity}>
      <span className={styles.dot} style={{ backgroundColor: palette.status[value] }} />
      {value}
    </span>
  );
}
