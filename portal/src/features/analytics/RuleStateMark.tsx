import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import {
  CheckmarkCircleFilled,
  CircleOffRegular,
  ClockRegular,
  ErrorCircleFilled,
  WarningFilled,
  type FluentIcon,
} from '@fluentui/react-icons';
import type { Rule } from '../../api/rules';
import { ruleState, stateWords, type RuleState } from './ruleState';

const useStyles = makeStyles({
  root: {
    display: 'inline-flex',
    alignItems: 'center',
    columnGap: '6px',
    whiteSpace: 'nowrap',
    verticalAlign: 'middle',
  },
  icon: { fontSize: '16px', flexShrink: 0 },
  good: { color: tokens.colorPaletteGreenForeground3 },
  bad: { color: tokens.colorPaletteRedForeground3 },
  late: { color: tokens.colorPaletteDarkOrangeForeground3 },
  quiet: { color: tokens.colorNeutralForeground3 },
});

const looks: Record<RuleState, [FluentIcon, 'good' | 'bad' | 'late' | 'quiet']> = {
  broken: [ErrorCircleFilled, 'bad'],
  failing: [ErrorCircleFilled, 'bad'],
  delayed: [WarningFilled, 'late'],
  disabled: [CircleOffRegular, 'quiet'],
  running: [CheckmarkCircleFilled, 'good'],
  waiting: [ClockRegular, 'quiet'],
};

export function RuleStateMark({ rule }: { rule: Rule }) {
  const styles = useStyles();
  const state = ruleState(rule);
  const [Icon, look] = looks[state];
  return (
    <span className={styles.root}>
      <Icon className={mergeClasses(styles.icon, styles[look])} aria-hidden />
      {stateWords[state]}
    </span>
  );
}
