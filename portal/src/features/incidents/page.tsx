import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  makeStyles,
} from '@fluentui/react-components';
import { ArrowClockwiseRegular } from '@fluentui/react-icons';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import type { IncidentSummary } from '../../api/incidents';
import { useUrlState } from '../../app/urlState';
import { formatCount } from '../../time/format';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorBar } from '../../ui/ErrorBar';
import { PageHeader } from '../../ui/PageHeader';
import { SidePane } from '../../ui/SidePane';
import { SkeletonLines } from '../../ui/SkeletonLines';
import { BulkBar } from './BulkBar';
import { ClosePane } from './ClosePane';
import { CountChips } from './CountChips';
import { FilterBar } from './FilterBar';
import { IncidentPane } from './IncidentPane';
import { QueueGrid } from './QueueGrid';
import { isNarrowed, nextSort, queueState } from './filter';
import { useBulkChange } from './useIncidentChange';
import { useIncidentCounts, useIncidentPages } from './useIncidentPages';
import { useLiveIncidents } from './useLiveIncidents';

const useStyles = makeStyles({
  page: { flexGrow: 1, minHeight: 0, display: 'flex' },
  list: { flexGrow: 1, minWidth: 0, display: 'flex', flexDirection: 'column' },
  bar: { padding: '0 20px 8px', '@media (max-width: 800px)': { padding: '0 12px 8px' } },
});

export default function IncidentsPage() {
  const styles = useStyles();
  const navigate = useNavigate();
  const [url, changeUrl] = useUrlState();
  const state = queueState(url);
  const [range, setRange] = useState<[number, number]>([0, 0]);
  const onRange = useCallback((first: number, last: number) => setRange([first, last]), []);
  const pages = useIncidentPages(state, ...range);
  const counts = useIncidentCounts();
  const { arrived, show } = useLiveIncidents();
  const [checked, setChecked] = useState<ReadonlyMap<number, IncidentSummary>>(new Map());
  const [closingMany, setClosingMany] = useState(false);
  const clear = () => {
    setChecked(new Map());
    setClosingMany(false);
  };
  const bulk = useBulkChange(clear);
  const numbers = [...checked.keys()];
  const selected = Number(url.selected) || undefined;
  const select = (number: number | undefined) => changeUrl({ selected: number?.toString() });
  const open = (number: number) =>
    void navigate({ to: '/incidents/$number', params: { number: String(number) } });
  const visible =
    pages.total === undefined ? [] : [...Array(Math.min(pages.total, range[1] + 1)).keys()];
  const summary = visible.map(pages.at).find((incident) => incident?.number === selected);
  const check = (incident: IncidentSummary, on: boolean) => {
    const next = new Map(checked);
    if (on) next.set(incident.number, incident);
    else next.delete(incident.number);
    setChecked(next);
  };

  return (
    <div className={styles.page}>
      <div className={styles.list}>
        <PageHeader title="Incidents">
          <Button appearance="subtle" icon={<ArrowClockwiseRegular />} onClick={show}>
            Refresh
          </Button>
        </PageHeader>
        <CountChips
          counts={counts}
          status={state.filter.status ?? ''}
          severity={state.filter.severity ?? ''}
          onChoose={changeUrl}
        />
        <FilterBar state={state} onChange={changeUrl} />
        {arrived.length > 0 && (
          <div className={styles.bar}>
            <MessageBar intent="info" politeness="polite">
              <MessageBarBody>
                {arrived.length === 1
                  ? '1 new incident'
                  : `${formatCount(arrived.length)} new incidents`}
              </MessageBarBody>
              <MessageBarActions>
                <Button onClick={show}>Show</Button>
              </MessageBarActions>
            </MessageBar>
          </div>
        )}
        {checked.size > 0 && (
          <BulkBar
            count={checked.size}
            busy={bulk.isPending}
            onChange={(change) => bulk.mutate({ numbers, change })}
            onTag={(label) => bulk.mutate({ numbers, change: { addLabels: [label] } })}
            onClose={() => setClosingMany(true)}
            onClear={clear}
          />
        )}
        {pages.error && (
          <div className={styles.bar}>
            <ErrorBar
              title="The incidents could not be loaded."
              error={pages.error}
              onRetry={pages.refetch}
            />
          </div>
        )}
        {pages.isPending && <SkeletonLines count={10} size={24} />}
        {pages.total === 0 && <NoIncidents narrowed={isNarrowed(state)} />}
        {pages.total !== undefined && pages.total > 0 && (
          <QueueGrid
            total={pages.total}
            at={pages.at}
            onRange={onRange}
            sort={state.filter.sort ?? ''}
            onSort={(column) => changeUrl({ sort: nextSort(state.filter.sort ?? '', column) })}
            compact={selected !== undefined || closingMany}
            selected={selected}
            onSelect={select}
            onOpen={open}
            checked={new Set(numbers)}
            onCheck={check}
            dimmed={pages.isStale}
          />
        )}
      </div>
      {closingMany && checked.size > 0 ? (
        <SidePane title={`Close ${checked.size} incidents`} onClose={() => setClosingMany(false)}>
          <ClosePane
            busy={bulk.isPending}
            onCancel={() => setClosingMany(false)}
            onClose={(change) => bulk.mutate({ numbers, change })}
          />
        </SidePane>
      ) : (
        selected !== undefined && (
          <IncidentPane
            key={selected}
            number={selected}
            summary={summary}
            onClose={() => select(undefined)}
          />
        )
      )}
    </div>
  );
}

function NoIncidents({ narrowed }: { narrowed: boolean }) {
  return narrowed ? (
    <EmptyState
      title="No incident matches"
      text="Nothing in this workspace matches the search and the filters above. Reset them to see the whole queue."
    />
  ) : (
    <EmptyState
      title="No open incidents"
      text="The rules run over every event as it arrives. To see the queue at work, play the built-in attack story."
      command="./vedette demo"
    />
  );
}
