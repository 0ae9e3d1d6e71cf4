import { makeStyles, tokens } from '@fluentui/react-components';
import { severities } from '../../api/incidents';
import type { Rule } from '../../api/rules';
import { useTheme } from '../../app/theme';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: '24px',
    rowGap: '8px',
    padding: '0 20px 12px',
    '@media (max-width: 800px)': { padding: '0 12px 10px' },
  },
  counter: { display: 'flex', alignItems: 'baseline', columnGap: '8px' },
  count: { fontSize: tokens.fontSizeBase600, fontWeight: tokens.fontWeightSemibold },
  bar: { flexGrow: 1, minWidth: '220px', maxWidth: '560px' },
  track: {
    display: 'flex',
    height: '8px',
    borderRadius: '4px',
    overflow: 'hidden',
    columnGap: '2px',
  },
  legend: {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: '16px',
    marginTop: '6px',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
  },
});

/** How many rules are on, and how severe what they find is. */
export function SeverityBar({ rules }: { rules: Rule[] }) {
  const styles = useStyles();
  const { palette } = useTheme();
  const active = rules.filter((rule) => rule.enabled);
  const counts = severities.map((severity) => ({
    severity,
    count: active.filter((rule) => rule.severity === severity).length,
  }));
  return (
    <div className={styles.root}>
      <span className={styles.counter}>
        <span className={styles.count}>{active.length}</span> active rules of {rules.length}
      </span>
      <div className={styles.bar}>
        <div className={styles.track} aria-hidden>
          {counts.map(({ severity, count }) => (
            <span
              key={severity}
              style={{ flexGrow: count, backgroundColor: palette.severity[severity] }}
            />
          ))}
        </div>
        <div className={styles.legend}>
          {counts.map(({ severity, count }) => (
            <span key={severity}>
              {severity} {count}
            </span>
          ))}
        </div>
      </div>
    </div>
  );
}
