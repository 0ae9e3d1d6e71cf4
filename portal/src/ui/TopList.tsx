import { Text, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
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

export interface TopItem {
  key: string;
  name: ReactNode;
  count: number;
}

/** What came most often, with bars in proportion. */
export function TopList({ items, empty }: { items: TopItem[]; empty: string }) {
  const styles = useStyles();
  if (items.length === 0) return <Text>{empty}</Text>;
  const most = Math.max(...items.map((item) => item.count), 1);
  return (
    <ol className={styles.list}>
      {items.map((item) => (
        <li key={item.key} className={styles.item}>
          <span
            aria-hidden
            className={styles.bar}
            style={{ width: `${(100 * item.count) / most}%` }}
          />
          <span className={styles.name}>{item.name}</span>
          <span className={styles.count}>{formatCount(item.count)}</span>
        </li>
      ))}
    </ol>
  );
}
