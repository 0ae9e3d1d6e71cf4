import { makeStyles, tokens } from '@fluentui/react-components';

const onNarrow = { '@media (max-width: 1100px)': { gridColumn: '1 / -1' } };

/** A page of tiles in a grid of twelve columns. */
export const useDashboardStyles = makeStyles({
  page: { backgroundColor: tokens.colorNeutralBackground2, minHeight: '100%' },
  /** What stands above the tiles. */
  bar: { padding: '0 20px 12px' },
  grid: {
    display: 'grid',
    gridTemplateColumns: 'repeat(12, minmax(0, 1fr))',
    gap: '12px',
    padding: '4px 20px 24px',
    '@media (max-width: 800px)': { padding: '4px 12px 24px', gap: '8px' },
  },
  third: { gridColumn: 'span 4', ...onNarrow },
  half: { gridColumn: 'span 6', ...onNarrow },
  wide: { gridColumn: 'span 8', ...onNarrow },
  all: { gridColumn: '1 / -1' },
});
