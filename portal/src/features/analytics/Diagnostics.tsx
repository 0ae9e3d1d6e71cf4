import {
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
} from '@fluentui/react-components';
import type { Rule } from '../../api/rules';

const useStyles = makeStyles({ root: { display: 'grid', rowGap: '8px', marginBottom: '12px' } });

/** Why a rule cannot run, and where in its query. */
export function Diagnostics({ rule, query }: { rule: Rule; query: string }) {
  const styles = useStyles();
  const runError = rule.lastRunStatus === 'Failure' ? rule.lastError : undefined;
  if (rule.diagnostics.length === 0 && !runError) return null;
  return (
    <div className={styles.root}>
      {rule.diagnostics.map((finding) => (
        <MessageBar key={`${finding.start} ${finding.message}`} intent="error" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>{finding.code}</MessageBarTitle> {finding.message}
            {finding.hint && ` ${finding.hint}`} Line {finding.line}, column {finding.column}
            {query.slice(finding.start, finding.end).trim() !== '' && (
              <>
                {': '}
                <code>{query.slice(finding.start, finding.end)}</code>
              </>
            )}
          </MessageBarBody>
        </MessageBar>
      ))}
      {rule.diagnostics.length === 0 && runError && (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>The last run failed.</MessageBarTitle> {runError}
          </MessageBarBody>
        </MessageBar>
      )}
    </div>
  );
}
