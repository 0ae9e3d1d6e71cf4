import { Text, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowDownRegular, ArrowUpRegular } from '@fluentui/react-icons';
import type { Change } from '../../api/overview';
import { formatCount, formatShortCount } from '../../time/format';
import { Tile } from '../../ui/Tile';
import { describeChange } from './change';

const useStyles = makeStyles({
  line: { display: 'flex', alignItems: 'baseline', flexWrap: 'wrap', columnGap: '10px' },
  change: {
    display: 'inline-flex',
    alignItems: 'center',
    columnGap: '2px',
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
  },
});

interface CounterProps {
  title: string;
  change: Change;
  query: string;
  timespan: string;
  /** What the count is compared with: "the 24 h before". */
  before: string;
}

export function Counter({ title, change, query, timespan, before }: CounterProps) {
  const styles = useStyles();
  const { direction, text } = describeChange(change);
  return (
    <Tile title={title} query={query} timespan={timespan}>
      <div className={styles.line}>
        <Text size={600} weight="semibold" title={formatCount(change.count)}>
          {formatShortCount(change.count)}
        </Text>
        <span className={styles.change} title={`${formatCount(change.previous)} in ${before}`}>
          {direction === 'up' && <ArrowUpRegular aria-label="more by" />}
          {direction === 'down' && <ArrowDownRegular aria-label="fewer by" />}
          {text}
        </span>
      </div>
    </Tile>
  );
}

interface FigureProps {
  title: string;
  value: string;
  note: string;
  query: string;
}

export function Figure({ title, value, note, query }: FigureProps) {
  const styles = useStyles();
  return (
    <Tile title={title} query={query} timespan="P30D">
      <div className={styles.line}>
        <Text size={600} weight="semibold">
          {value}
        </Text>
        <span className={styles.change}>{note}</span>
      </div>
    </Tile>
  );
}
