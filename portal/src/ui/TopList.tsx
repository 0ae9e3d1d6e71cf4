import { Text, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { count, text, type Row } from '../api/useRows';
import { formatCount } from '../time/format';

const useStyles = makeStyles({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  item: { position: 'relative', display: 'flex', columnGap: '12px', padding: '4px 8px' },
  bar: {
    position: 'absolute',
    inset: '1px auto 1px 0',
    borderRadius: tokens.borderRadiusSmall,
    backgroundColor: tokens.colorBrandBackground2,
  },
  name: { position: 'relative', flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere' },
  count: { position: 'relative', fontVariantNumeric: 'tabular-nums' },
});

interface Props {
  rows: Row[] | undefined;
  /** The columns of the name and of the count. */
  name: string;
  counted: string;
  empty: string;
  show?: (name: string) => ReactNode;
}

/** What came most often, with bars in proportion. */
export function TopList({ rows = [], name, counted, empty, show = shown }: Props) {
  const styles = useStyles();
  if (rows.length === 0) return <Text>{empty}</Text>;
  const items = rows.map((row) => ({ name: text(row[name]), count: count(row[counted]) }));
  const most = Math.max(...items.map((item) => item.count), 1);
  return (
    <ol className={styles.list}>
      {items.map((item) => (
        <li key={item.name} className={styles.item}>
          <span
            aria-hidden
            className={styles.bar}
            style={{ width: `${(100 * item.count) / most}%` }}
          />
          <span className={styles.name}>{show(item.name)}</span>
          <span className={styles.count}>{formatCount(item.count)}</span>
        </li>
      ))}
    </ol>
  );
}

function shown(name: string): string {
  return name || '(none)';
}
