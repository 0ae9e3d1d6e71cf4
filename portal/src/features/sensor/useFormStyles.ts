import { makeStyles } from '@fluentui/react-components';

/** Fields beside each other where there is room. */
export const useFormStyles = makeStyles({
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(170px, 1fr))',
    gap: '12px 16px',
    alignItems: 'start',
  },
  all: { gridColumn: '1 / -1' },
  boxes: { display: 'flex', flexWrap: 'wrap', columnGap: '16px' },
  /** Dropdowns insist on a width of their own. */
  dropdown: { minWidth: 0, width: '100%' },
});
