import { Checkbox, SkeletonItem, Skeleton, mergeClasses } from '@fluentui/react-components';
import { ArrowDownRegular, ArrowUpRegular } from '@fluentui/react-icons';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type KeyboardEvent, type MouseEvent } from 'react';
import type { IncidentSummary } from '../../api/incidents';
import { Timestamp } from '../../time/Timestamp';
import { SeverityMark, StatusMark } from '../../ui/Severity';
import { useIsNarrow } from '../../ui/useIsNarrow';
import { essentialColumns, queueColumns } from './columns';
import { useQueueGridStyles } from './queueGridStyles';

interface Props {
  total: number;
  at: (index: number) => IncidentSummary | undefined;
  onRange: (first: number, last: number) => void;
  sort: string;
  onSort: (column: string) => void;
  /** Fewer columns, because a pane takes its share of the width. */
  compact: boolean;
  selected: number | undefined;
  onSelect: (number: number) => void;
  onOpen: (number: number) => void;
  checked: ReadonlySet<number>;
  onCheck: (incident: IncidentSummary, checked: boolean) => void;
  dimmed: boolean;
}

/** The queue as a grid that draws only the rows in view: a hundred thousand scroll as ten do. */
export function QueueGrid(props: Props) {
  const { total, at, onRange, sort, onSort, compact, selected, onSelect, onOpen, checked } = props;
  const styles = useQueueGridStyles();
  const cards = useIsNarrow();
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => (cards ? 76 : 40),
    overscan: 12,
  });
  useEffect(() => virtualizer.measure(), [cards, virtualizer]);
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => onRange(first, last), [first, last, onRange]);

  const columns = queueColumns.filter(
    (column) => !compact || essentialColumns.includes(column.name),
  );
  const template = `36px ${columns.map((column) => column.width).join(' ')}`;

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const row = (event.target as Element).closest('[role="row"]');
    const index = Number(row?.getAttribute('data-index') ?? NaN);
    const incident = at(index);
    if (!incident || event.target !== row) return;
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    if (step !== undefined) {
      const next = Math.min(total - 1, Math.max(0, index + step));
      virtualizer.scrollToIndex(next);
      const target = at(next);
      if (target) onSelect(target.number);
      requestAnimationFrame(() => {
        scroller.current?.querySelector<HTMLElement>(`[data-index="${next}"]`)?.focus();
      });
    } else if (event.key === 'Enter') onOpen(incident.number);
    else if (event.key === ' ') props.onCheck(incident, !checked.has(incident.number));
    else return;
    event.preventDefault();
  };
  // The first click opens a pane and may move the rows: the second means the row of the first.
  const meant = useRef<number>(undefined);
  const onClick = (event: MouseEvent, number: number) => {
    if (event.detail > 1 && meant.current !== undefined) onOpen(meant.current);
    else {
      meant.current = number;
      onSelect(number);
    }
  };
  const reachable = items.find(({ index }) => at(index)?.number === selected)?.index ?? first;

  return (
    <div className={mergeClasses(styles.root, props.dimmed && styles.dimmed)}>
      <div
        ref={scroller}
        className={styles.scroller}
        role="grid"
        aria-label="Incidents"
        aria-rowcount={total + 1}
        onKeyDown={onKeyDown}
      >
        {!cards && (
          <div
            className={styles.head}
            style={{ gridTemplateColumns: template }}
            role="row"
            aria-rowindex={1}
          >
            <span role="columnheader" aria-label="Selected" />
            {columns.map(({ name, sort: key }) => {
              const rising = sort === key;
              const falling = sort === `-${key ?? ''}`;
              const order = rising ? 'ascending' : falling ? 'descending' : undefined;
              return (
                <span key={name} role="columnheader" aria-sort={order} className={styles.column}>
                  {key ? (
                    <button className={styles.sort} onClick={() => onSort(key)}>
                      {name}
                      {falling && <ArrowDownRegular />}
                      {rising && <ArrowUpRegular />}
                    </button>
                  ) : (
                    name
                  )}
                </span>
              );
            })}
          </div>
        )}
        <div role="rowgroup" style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
          {items.map(({ index, start, size }) => {
            const incident = at(index);
            return (
              <div
                key={index}
                role="row"
                aria-rowindex={index + 2}
                aria-selected={incident !== undefined && incident.number === selected}
                data-index={index}
                tabIndex={index === reachable ? 0 : -1}
                className={mergeClasses(
                  styles.row,
                  cards && styles.card,
                  incident?.number === selected && styles.selected,
                )}
                style={{
                  height: size,
                  transform: `translateY(${start}px)`,
                  gridTemplateColumns: cards ? undefined : template,
                }}
                onClick={(event) => incident && onClick(event, incident.number)}
              >
                {incident === undefined && (
                  <span role="gridcell" style={{ gridColumn: '1 / -1', padding: '0 12px' }}>
                    <Skeleton aria-label="Loading">
                      <SkeletonItem />
                    </Skeleton>
                  </span>
                )}
                {incident && (
                  <span role="gridcell" onClick={(event) => event.stopPropagation()}>
                    <Checkbox
                      aria-label={`Select incident ${incident.number}`}
                      checked={checked.has(incident.number)}
                      onChange={(_, data) => props.onCheck(incident, data.checked === true)}
                    />
                  </span>
                )}
                {incident && cards && <Card incident={incident} />}
                {incident &&
                  !cards &&
                  columns.map(({ name, cell }) => (
                    <span key={name} role="gridcell" className={styles.cell}>
                      {cell(incident)}
                    </span>
                  ))}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function Card({ incident }: { incident: IncidentSummary }) {
  const styles = useQueueGridStyles();
  return (
    <span role="gridcell" className={styles.cardBody}>
      <span className={styles.cardTitle}>
        {incident.number} {incident.title}
      </span>
      <span className={styles.cardLine}>
        <SeverityMark value={incident.severity} />
        <StatusMark value={incident.status} />
        <span className={styles.cardTime}>
          <Timestamp value={incident.createdAt} />
        </span>
      </span>
    </span>
  );
}
