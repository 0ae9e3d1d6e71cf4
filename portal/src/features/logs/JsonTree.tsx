import { makeStyles, tokens } from '@fluentui/react-components';
import { parseLossless } from '../../api/losslessJson';
import type { Cell } from '../../api/query';

const useStyles = makeStyles({
  nest: { paddingLeft: '16px' },
  name: { color: tokens.colorBrandForeground2 },
  text: {
    display: 'grid',
    gridTemplateColumns: 'minmax(90px, 200px) minmax(0, 1fr)',
    columnGap: '16px',
    overflowWrap: 'anywhere',
  },
});

/** A dynamic cell as JSON where it is JSON, or the cell itself. */
export function parsed(cell: Cell): unknown {
  if (typeof cell !== 'string' || !/^\s*[[{]/.test(cell)) return cell;
  try {
    return parseLossless(cell);
  } catch {
    return cell;
  }
}

/** Nested JSON, each level to be opened. */
export function JsonTree({ name, value }: { name: string; value: unknown }) {
  const styles = useStyles();
  if (typeof value !== 'object' || value === null) {
    return (
      <div className={styles.text}>
        <span className={styles.name}>{name}</span>
        <span>{String(value)}</span>
      </div>
    );
  }
  const entries = Object.entries(value as Record<string, unknown>);
  return (
    <details open={entries.length <= 30}>
      <summary>
        <span className={styles.name}>{name}</span>{' '}
        {Array.isArray(value) ? `[${entries.length}]` : `{${entries.length}}`}
      </summary>
      <div className={styles.nest}>
        {entries.map(([key, each]) => (
          <JsonTree key={key} name={key} value={each} />
        ))}
      </div>
    </details>
  );
}
