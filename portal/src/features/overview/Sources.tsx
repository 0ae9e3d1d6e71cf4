import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Source } from '../../api/overview';
import { useNow } from '../../time/clock';
import { formatCount } from '../../time/format';
import { Timestamp } from '../../time/Timestamp';
import { LogsLink } from '../../ui/LogsLink';
import { freshnessOf, freshnessWords } from './freshness';
import { newestRows } from './queries';

const useStyles = makeStyles({
  list: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(200px, 1fr))',
    gap: '8px',
    listStyle: 'none',
    margin: 0,
    padding: 0,
  },
  source: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: '2px',
    padding: '8px 12px',
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderLeftWidth: '4px',
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
  },
  fresh: { borderLeftColor: tokens.colorPaletteGreenBackground3 },
  slow: { borderLeftColor: tokens.colorPaletteYellowBackground3 },
  silent: { borderLeftColor: tokens.colorPaletteRedBackground3 },
  name: {
    fontWeight: tokens.fontWeightSemibold,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
  detail: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
});

/** When each source was last heard of. */
export function Sources({ sources }: { sources: Source[] }) {
  const styles = useStyles();
  const now = useNow();
  return (
    <ul className={styles.list}>
      {sources.map((source) => {
        const freshness = freshnessOf(source, now);
        return (
          <li key={source.table}>
            <LogsLink
              query={newestRows(source.table)}
              timespan="P7D"
              className={mergeClasses(styles.source, styles[freshness])}
            >
              <span className={styles.name}>{source.table}</span>
              <span className={styles.detail}>
                {freshnessWords[freshness]}, last event <Timestamp value={source.lastEventAt} />
              </span>
              <span className={styles.detail}>{formatCount(source.rows24h)} rows in 24 h</span>
            </LogsLink>
          </li>
        );
      })}
    </ul>
  );
}
