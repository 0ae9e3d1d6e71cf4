import { Switch, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { KeyboardEvent, ReactNode } from 'react';
import type { Rule } from '../../api/rules';
import { formatCount } from '../../time/format';
import { Timestamp } from '../../time/Timestamp';
import { SeverityMark } from '../../ui/Severity';
import { tacticName } from '../../ui/tactics';
import { useIsNarrow } from '../../ui/useIsNarrow';
import { RuleStateMark } from './RuleStateMark';

const useStyles = makeStyles({
  scroller: { flexGrow: 1, minHeight: 0, overflow: 'auto' },
  table: { width: '100%', borderCollapse: 'collapse', tableLayout: 'fixed' },
  head: {
    position: 'sticky',
    top: 0,
    zIndex: 1,
    height: '36px',
    padding: '0 8px',
    textAlign: 'left',
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
    backgroundColor: tokens.colorNeutralBackground2,
    boxShadow: `inset 0 -1px ${tokens.colorNeutralStroke2}, inset 0 1px ${tokens.colorNeutralStroke2}`,
    ':first-child': { paddingLeft: '20px' },
  },
  row: {
    height: '44px',
    cursor: 'pointer',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': {
      outlineStyle: 'solid',
      outlineWidth: '2px',
      outlineOffset: '-2px',
      outlineColor: tokens.colorStrokeFocus2,
    },
  },
  selected: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    boxShadow: `inset 3px 0 ${tokens.colorCompoundBrandForeground1}`,
  },
  cell: {
    padding: '0 8px',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    ':first-child': { paddingLeft: '20px' },
  },
  name: {
    display: 'block',
    maxHeight: '40px',
    overflow: 'hidden',
    whiteSpace: 'normal',
    overflowWrap: 'anywhere',
  },
  off: { color: tokens.colorNeutralForeground3 },
  number: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
});

interface Column {
  name: string;
  width: string;
  /** Shown also beside a pane and on a small screen. */
  essential?: boolean;
  number?: boolean;
  cell: (rule: Rule) => ReactNode;
}

const columns: Column[] = [
  { name: 'Severity', width: '132px', cell: (rule) => <SeverityMark value={rule.severity} /> },
  {
    name: 'Name',
    width: 'auto',
    essential: true,
    cell: (rule) => <RuleName name={rule.name} />,
  },
  { name: 'Rule type', width: '88px', cell: (rule) => rule.kind },
  {
    name: 'Status',
    width: '112px',
    essential: true,
    cell: (rule) => <RuleStateMark rule={rule} />,
  },
  {
    name: 'Tactics',
    width: '152px',
    cell: (rule) => rule.tactics.map(tacticName).join(', ') || '–',
  },
  { name: 'Techniques', width: '100px', cell: (rule) => rule.techniques.join(', ') || '–' },
  { name: 'Source', width: '80px', cell: (rule) => rule.source },
  { name: 'Last run', width: '92px', cell: (rule) => <Timestamp value={rule.lastRunAt} /> },
  { name: 'Last match', width: '96px', cell: (rule) => <Timestamp value={rule.lastMatchAt} /> },
  { name: '7 days', width: '62px', number: true, cell: (rule) => formatCount(rule.alerts7d) },
  { name: '30 days', width: '68px', number: true, cell: (rule) => formatCount(rule.alerts30d) },
];

/** Two lines at most; the rest is in the tooltip. */
function RuleName({ name }: { name: string }) {
  const styles = useStyles();
  return (
    <span className={styles.name} title={name}>
      {name}
    </span>
  );
}

interface Props {
  rules: Rule[];
  compact: boolean;
  selected: string | undefined;
  busy: boolean;
  onSelect: (id: string) => void;
  onSwitch: (rule: Rule, enabled: boolean) => void;
}

export function RuleList({ rules, compact, selected, busy, onSelect, onSwitch }: Props) {
  const styles = useStyles();
  const narrow = useIsNarrow();
  const shown = columns.filter(
    (column) =>
      column.essential === true ||
      (!narrow && (!compact || ['Severity', '7 days', 'Last run'].includes(column.name))),
  );
  const onKeyDown = (event: KeyboardEvent<HTMLTableRowElement>, id: string) => {
    if (event.target !== event.currentTarget) return;
    const { nextElementSibling: next, previousElementSibling: previous } = event.currentTarget;
    if (event.key === 'ArrowDown' && next instanceof HTMLElement) next.focus();
    else if (event.key === 'ArrowUp' && previous instanceof HTMLElement) previous.focus();
    else if (event.key === 'Enter' || event.key === ' ') onSelect(id);
    else return;
    event.preventDefault();
  };
  return (
    <div className={styles.scroller} tabIndex={-1}>
      <table className={styles.table} aria-label="Analytics rules">
        <thead>
          <tr>
            {shown.map(({ name, width, number }) => (
              <th
                key={name}
                scope="col"
                style={{ width: narrow && name === 'Status' ? '130px' : width }}
                className={mergeClasses(styles.head, number && styles.number)}
                title={number ? `Alerts in the last ${name}` : undefined}
              >
                {name}
              </th>
            ))}
            <th scope="col" style={{ width: '72px' }} className={styles.head}>
              Enabled
            </th>
          </tr>
        </thead>
        <tbody>
          {rules.map((rule) => (
            <tr
              key={rule.id}
              tabIndex={0}
              className={mergeClasses(
                styles.row,
                rule.id === selected && styles.selected,
                !rule.enabled && styles.off,
              )}
              onClick={() => onSelect(rule.id)}
              onKeyDown={(event) => onKeyDown(event, rule.id)}
            >
              {shown.map(({ name, number, cell }) => (
                <td key={name} className={mergeClasses(styles.cell, number && styles.number)}>
                  {cell(rule)}
                </td>
              ))}
              <td onClick={(event) => event.stopPropagation()}>
                <Switch
                  aria-label={`Enable ${rule.name}`}
                  checked={rule.enabled}
                  disabled={busy}
                  onChange={(_, data) => onSwitch(rule, data.checked)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
