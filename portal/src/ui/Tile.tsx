import { Tooltip, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CodeRegular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { LogsLink } from './LogsLink';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    minWidth: 0,
    height: '100%',
    padding: '12px 16px 14px',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  head: {
    display: 'flex',
    alignItems: 'center',
    columnGap: '8px',
    minHeight: '28px',
    marginBottom: '6px',
  },
  title: {
    margin: 0,
    flexGrow: 1,
    minWidth: 0,
    overflowWrap: 'anywhere',
    fontSize: tokens.fontSizeBase300,
    fontWeight: tokens.fontWeightSemibold,
  },
  open: {
    display: 'inline-flex',
    padding: '4px',
    fontSize: '18px',
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground3,
    ':hover': {
      color: tokens.colorBrandForegroundLinkHover,
      backgroundColor: tokens.colorSubtleBackgroundHover,
    },
  },
});

interface Props {
  title: string;
  /** The KQL behind the tile. */
  query?: string;
  timespan?: string;
  className?: string;
  icon?: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}

/** A card of a dashboard; its corner opens the query behind it. */
export function Tile({ title, query, timespan, className, icon, action, children }: Props) {
  const styles = useStyles();
  return (
    <section className={mergeClasses(styles.root, className)} aria-label={title}>
      <div className={styles.head}>
        {icon}
        <h2 className={styles.title}>{title}</h2>
        {action}
        {query && (
          <Tooltip content={`Open the query of "${title}" in Logs`} relationship="label">
            <span>
              <LogsLink query={query} timespan={timespan} className={styles.open}>
                <CodeRegular aria-label={`Open the query of ${title} in Logs`} />
              </LogsLink>
            </span>
          </Tooltip>
        )}
      </div>
      {children}
    </section>
  );
}
