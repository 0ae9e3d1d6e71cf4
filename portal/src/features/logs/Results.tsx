import {
  Button,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  Spinner,
  Tab,
  TabList,
  Text,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons';
import { useMemo, useState } from 'react';
import { cellText, type Cell, type Column, type ResultTable } from '../../api/query';
import { usePreferences } from '../../app/preferences';
import { useTheme } from '../../app/theme';
import { formatCount, formatDuration } from '../../time/format';
import { Chart } from '../../ui/Chart';
import { EmptyState } from '../../ui/EmptyState';
import { ResultGrid } from './ResultGrid';
import { chartKinds, chartOption } from './chartOption';
import { csvOf, download } from './csv';
import { mostRows, type QueryState } from './useQueryRun';

const useStyles = makeStyles({
  root: { flexGrow: 1, minHeight: 0, display: 'flex', flexDirection: 'column' },
  bar: { display: 'flex', alignItems: 'center', padding: '0 8px', columnGap: '8px' },
  message: { padding: '12px 16px', overflowY: 'auto' },
  status: {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: '16px',
    padding: '4px 16px',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  chart: { flexGrow: 1, minHeight: '220px', padding: '8px 16px' },
  cards: { display: 'flex', flexWrap: 'wrap', gap: '24px', padding: '24px' },
  card: { display: 'flex', flexDirection: 'column' },
  cap: { color: tokens.colorStatusWarningForeground1 },
});

interface Props {
  state: QueryState;
  onCancel: () => void;
  onCondition: (column: Column, value: Cell, operator: '==' | '!=') => void;
}

/** What a query gave: rows or a chart, or why there is neither. */
export function Results({ state, onCancel, onCondition }: Props) {
  const styles = useStyles();
  switch (state.kind) {
    case 'idle':
      return (
        <EmptyState
          title="Write a query and run it"
          text="Shift+Enter runs the statement at the cursor. A double click on a table puts its name into the query."
        />
      );
    case 'running':
      return (
        <EmptyState
          title="Running"
          text="The query is running. Cancel it and change it if it takes too long."
          icon={<Spinner />}
          action={<Button onClick={onCancel}>Cancel</Button>}
        />
      );
    case 'stopped':
      return (
        <EmptyState
          title="The query was cancelled"
          text="Nothing was changed. Run it again when you like."
        />
      );
    case 'failed': {
      const findings = state.error.problem.errors ?? [];
      return (
        <div className={styles.message} role="alert">
          {findings.length === 0 && (
            <MessageBar intent="error" layout="multiline">
              <MessageBarBody>
                <MessageBarTitle>The query did not run.</MessageBarTitle> {state.error.message}
              </MessageBarBody>
            </MessageBar>
          )}
          {findings.map((finding) => (
            <MessageBar
              key={`${finding.start}${finding.message}`}
              intent="error"
              layout="multiline"
            >
              <MessageBarBody>
                <MessageBarTitle>{finding.code}</MessageBarTitle> {finding.message} {finding.hint}{' '}
                (line {finding.line}, column {finding.column})
              </MessageBarBody>
            </MessageBar>
          ))}
        </div>
      );
    }
    case 'done': {
      const [table] = state.result.tables;
      if (!table)
        return <EmptyState title="The query gave no table" text="It may only define functions." />;
      return <Table key={state.query} state={state} table={table} onCondition={onCondition} />;
    }
  }
}

interface TableProps {
  state: Extract<QueryState, { kind: 'done' }>;
  table: ResultTable;
  onCondition: Props['onCondition'];
}

function Table({ state, table, onCondition }: TableProps) {
  const styles = useStyles();
  const { palette } = useTheme();
  const { timeZone } = usePreferences();
  const kind = table.visualization?.kind.toLowerCase() ?? 'table';
  const drawn = chartKinds.has(kind) || kind === 'card';
  const [view, setView] = useState(drawn ? 'chart' : 'results');
  const option = useMemo(
    () => (chartKinds.has(kind) ? chartOption(table, kind, palette, timeZone) : undefined),
    [table, kind, palette, timeZone],
  );
  const { statistics, warnings } = state.result;
  return (
    <div className={styles.root}>
      <div className={styles.bar}>
        <TabList
          size="small"
          selectedValue={view}
          onTabSelect={(_, data) => setView(data.value as string)}
          style={{ flexGrow: 1 }}
        >
          <Tab value="results">Results</Tab>
          {drawn && <Tab value="chart">Chart</Tab>}
        </TabList>
        <Button
          size="small"
          appearance="subtle"
          icon={<ArrowDownloadRegular />}
          disabled={table.rows.length === 0}
          onClick={() => download('query-results.csv', csvOf(table))}
        >
          Export CSV
        </Button>
      </div>
      {table.rows.length === 0 ? (
        <div style={{ flexGrow: 1 }}>
          <EmptyState
            title="No results"
            text="The query ran and found nothing. Try a longer time range, or fewer conditions."
          />
        </div>
      ) : view === 'chart' && kind === 'card' ? (
        <div className={styles.cards} style={{ flexGrow: 1 }}>
          {table.columns.map((column, n) => (
            <span key={column.name} className={styles.card}>
              <Text size={800} weight="semibold">
                {cellText(table.rows[0]?.[n] ?? null)}
              </Text>
              <Text>{column.name}</Text>
            </span>
          ))}
        </div>
      ) : view === 'chart' ? (
        <div className={styles.chart}>
          {option ? (
            <Chart
              option={option}
              height="100%"
              label={`${kind} of ${formatCount(table.rows.length)} rows`}
            />
          ) : (
            <EmptyState
              title="These columns cannot be drawn"
              text={`A ${kind} needs at least one number column beside its first column. The rows are under Results.`}
            />
          )}
        </div>
      ) : (
        <ResultGrid table={table} onCondition={onCondition} />
      )}
      <div className={styles.status} role="status">
        <span>{formatCount(statistics.rows)} rows</span>
        <span>{formatDuration(statistics.durationMillis)}</span>
        {statistics.truncated && (
          <span className={styles.cap}>
            Only the first {formatCount(mostRows)} rows are shown; narrow the query or add a
            summarize.
          </span>
        )}
        {warnings.map((warning) => (
          <span key={warning.message}>{warning.message}</span>
        ))}
      </div>
    </div>
  );
}
