import { Text, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { RuleRun } from '../../api/rules';
import { formatCount, formatDuration } from '../../time/format';
import { Timestamp } from '../../time/Timestamp';

const useStyles = makeStyles({
  table: { width: '100%', borderCollapse: 'collapse' },
  head: {
    textAlign: 'left',
    padding: '4px 6px',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground3,
    fontWeight: tokens.fontWeightRegular,
  },
  cell: {
    padding: '6px',
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    verticalAlign: 'top',
  },
  number: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
  failure: { color: tokens.colorPaletteRedForeground1 },
});

export function RuleRuns({ runs }: { runs: RuleRun[] }) {
  const styles = useStyles();
  if (runs.length === 0) return <Text>This rule has not run yet.</Text>;
  return (
    <table className={styles.table} aria-label="Last runs">
      <thead>
        <tr>
          <th scope="col" className={styles.head}>
            Run
          </th>
          <th scope="col" className={styles.head}>
            Result
          </th>
          {['Took', 'Rows', 'Alerts'].map((name) => (
            <th key={name} scope="col" className={mergeClasses(styles.head, styles.number)}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <tr key={run.at}>
            <td className={styles.cell}>
              <Timestamp value={run.at} />
            </td>
            <td className={mergeClasses(styles.cell, run.status === 'Failure' && styles.failure)}>
              {run.status}
              {run.error && <div>{run.error}</div>}
            </td>
            <td className={mergeClasses(styles.cell, styles.number)}>
              {formatDuration(run.durationMillis)}
            </td>
            <td className={mergeClasses(styles.cell, styles.number)}>{formatCount(run.rows)}</td>
            <td className={mergeClasses(styles.cell, styles.number)}>{formatCount(run.alerts)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
