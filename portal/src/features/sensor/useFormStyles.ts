import { makeStyles } from '@fluentui/react-components';

/** Fields beside each other where there is room. */
export const useFormStyles = makeStyles({
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(200px, 1fr))',
    gap: '12px 16px',
    alignItems: 'start',
  },
  three: {
    gridTemplateColumns: 'repeat(3, minmax(0, 1fr))',
    '@media (max-width: 800px)': { gridTemplateColumns: 'repeat(2, minmax(0, 1fr))' },
  },
  all: { gridColumn: '1 / -1' },
  boxes: { display: 'flex', flexWrap: 'wrap', columnGap: '16px' },
  /** Inputs and dropdowns insist on a width of their own. */
  narrow: { minWidth: 0, width: '100%' },
});
