import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { severities, type IncidentCounts } from '../../api/incidents';
import { useTheme } from '../../app/theme';
import type { UrlState } from '../../app/urlState';
import { formatCount } from '../../time/format';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'stretch',
    gap: '8px',
    padding: '0 20px 10px',
    '@media (max-width: 800px)': {
      display: 'grid',
      gridTemplateColumns: 'repeat(12, 1fr)',
      padding: '0 12px 10px',
      gap: '6px',
    },
  },
  chip: {
    flexDirection: 'column',
    alignItems: 'flex-start',
    minWidth: '88px',
    padding: '4px 14px 6px 12px',
    borderLeftWidth: '4px',
    '@media (max-width: 800px)': { minWidth: 0, gridColumn: 'span 3' },
  },
  third: { '@media (max-width: 800px)': { gridColumn: 'span 4' } },
  pressed: { backgroundColor: tokens.colorNeutralBackground1Selected },
  count: {
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
    fontVariantNumeric: 'tabular-nums',
  },
  name: { fontSize: tokens.fontSizeBase200, fontWeight: tokens.fontWeightRegular },
  gap: { width: '8px', '@media (max-width: 800px)': { display: 'none' } },
});

interface Props {
  counts: IncidentCounts | undefined;
  status: string;
  severity: string;
  onChoose: (change: UrlState) => void;
}

/** How many incidents are open, each count a filter. */
export function CountChips({ counts, status, severity, onChoose }: Props) {
  const styles = useStyles();
  const { palette } = useTheme();
  const byStatus: [string, number | undefined, string, string][] = [
    ['Open', counts?.open, 'New,Active', palette.text],
    ['New', counts?.new, 'New', palette.status.New],
    ['Active', counts?.active, 'Active', palette.status.Active],
  ];
  const chip = (
    name: string,
    count: number | undefined,
    color: string,
    pressed: boolean,
    choose: () => void,
    third = false,
  ) => (
    <Button
      key={name}
      className={mergeClasses(styles.chip, third && styles.third, pressed && styles.pressed)}
      style={{ borderLeftColor: color }}
      aria-pressed={pressed}
      onClick={choose}
    >
      <span className={styles.count}>{count === undefined ? '–' : formatCount(count)}</span>
      <span className={styles.name}>{name}</span>
    </Button>
  );
  return (
    <div className={styles.root} role="group" aria-label="Open incidents">
      {byStatus.map(([name, count, value, color]) =>
        chip(
          name,
          count,
          color,
          status === value && severity === '',
          () =>
            onChoose({ status: value === 'New,Active' ? undefined : value, severity: undefined }),
          true,
        ),
      )}
      <span className={styles.gap} />
      {severities.map((name) =>
        chip(
          name === 'Informational' ? 'Info' : name,
          counts && (counts.bySeverity[name] ?? 0),
          palette.severity[name],
          severity === name,
          () => onChoose({ severity: severity === name ? undefined : name }),
        ),
      )}
    </div>
  );
}
