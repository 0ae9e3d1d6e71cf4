import { Title3, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, type ReactNode } from 'react';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: '12px',
    rowGap: '8px',
    padding: '14px 20px 10px',
    '@media (max-width: 800px)': { padding: '12px 12px 8px' },
  },
  title: { margin: 0, marginRight: 'auto', overflowWrap: 'anywhere' },
  before: {
    marginRight: '10px',
    color: tokens.colorNeutralForeground3,
    fontWeight: tokens.fontWeightRegular,
  },
  actions: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px' },
});

interface Props {
  title: string;
  /** What stands in front of the heading: the number of the thing. */
  before?: string;
  /** Name of the page in the browser's tab, when the heading is longer. */
  tabTitle?: string;
  children?: ReactNode;
}

/** Heading of a page with its actions at the end of the line. */
export function PageHeader({ title, before, tabTitle, children }: Props) {
  const styles = useStyles();
  useEffect(() => {
    document.title = `${tabTitle ?? title} – Vedette`;
  }, [title, tabTitle]);
  return (
    <div className={styles.root}>
      <Title3 as="h1" className={styles.title}>
        {before && <span className={styles.before}>{before}</span>}
        {title}
      </Title3>
      {children && <div className={styles.actions}>{children}</div>}
    </div>
  );
}
