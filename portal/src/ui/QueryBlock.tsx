import { makeStyles, tokens } from '@fluentui/react-components';
import { CopyButton } from './CopyButton';
import { LogsLink } from './LogsLink';

const useStyles = makeStyles({
  root: {
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  code: {
    margin: 0,
    padding: '12px',
    maxHeight: '320px',
    overflow: 'auto',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase300,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
  foot: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    padding: '4px 4px 4px 12px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
});

interface Props {
  query: string;
  timespan?: string;
  /** What is written on the link; none for texts that are no query. */
  link?: string;
}

/** A query to read, copy or open in Logs. */
export function QueryBlock({ query, timespan, link = 'Run in Logs' }: Props) {
  const styles = useStyles();
  return (
    <div className={styles.root}>
      <pre className={styles.code} tabIndex={0} aria-label="Query">
        {query}
      </pre>
      <div className={styles.foot}>
        {link === '' ? (
          <span />
        ) : (
          <LogsLink query={query} timespan={timespan}>
            {link}
          </LogsLink>
        )}
        <CopyButton text={query} label="Copy" />
      </div>
    </div>
  );
}
