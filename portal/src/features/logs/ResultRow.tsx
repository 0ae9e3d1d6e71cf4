import { Button, mergeClasses } from '@fluentui/react-components';
import {
  ChevronDownRegular,
  ChevronRightRegular,
  MoreHorizontalRegular,
} from '@fluentui/react-icons';
import type { VirtualItem } from '@tanstack/react-virtual';
import { useState } from 'react';
import { cellText, type Cell } from '../../api/query';
import { usePreferences } from '../../app/preferences';
import { JsonTree, parsed } from './JsonTree';
import { displayCell, type ShownColumn } from './resultColumns';
import { useResultGridStyles } from './resultGridStyles';

interface Props {
  measure: (element: HTMLDivElement | null) => void;
  index: number;
  /** Distance from the top of all rows, in pixels. */
  start: number;
  cells: Cell[];
  shown: ShownColumn[];
  inView: VirtualItem[];
  /** Width of the window onto the grid, in pixels. */
  available: number;
  isOpen: boolean;
  /** The place of the active cell when it is in this row. */
  active: number | undefined;
  cellId: (row: number, column: number) => string;
  onToggle: () => void;
  onMenu: (place: number) => void;
}

const numberTypes = new Set(['int', 'long', 'real', 'decimal']);

/** One row of a result, and below it all that it holds when it is open. */
export function ResultRow({
  measure,
  index,
  start,
  cells,
  shown,
  inView,
  available,
  isOpen,
  active,
  cellId,
  onToggle,
  onMenu,
}: Props) {
  const styles = useResultGridStyles();
  const { timeZone } = usePreferences();
  const [hovered, setHovered] = useState<number>();
  return (
    <div
      ref={measure}
      data-index={index}
      className={styles.row}
      style={{ transform: `translateY(${start}px)` }}
      role="row"
      aria-rowindex={index + 2}
    >
      <div className={styles.cells} role="presentation" onMouseLeave={() => setHovered(undefined)}>
        <span
          role="gridcell"
          id={cellId(index, 0)}
          aria-colindex={1}
          className={mergeClasses(styles.opener, active === 0 && styles.active)}
        >
          <Button
            size="small"
            appearance="transparent"
            tabIndex={-1}
            aria-expanded={isOpen}
            aria-label={`Row ${index + 1}`}
            icon={isOpen ? <ChevronDownRegular /> : <ChevronRightRegular />}
            onClick={onToggle}
          />
        </span>
        {inView.map(({ index: place, start: left, size: width }) => {
          const entry = shown[place];
          if (!entry) return null;
          const { column, index: n } = entry;
          const cell = cells[n] ?? null;
          return (
            <span
              key={n}
              role="gridcell"
              id={cellId(index, place + 1)}
              aria-colindex={place + 2}
              className={mergeClasses(
                styles.cell,
                numberTypes.has(column.type) && styles.number,
                active === place + 1 && styles.active,
              )}
              style={{ left, width }}
              onMouseEnter={() => setHovered(place)}
              onContextMenu={(event) => {
                event.preventDefault();
                onMenu(place + 1);
              }}
            >
              <span className={styles.value} title={cellText(cell)}>
                {displayCell(cell, column, timeZone)}
              </span>
              {(hovered === place || active === place + 1) && (
                <Button
                  size="small"
                  appearance="subtle"
                  tabIndex={-1}
                  className={styles.cellMenu}
                  aria-label={`Actions for ${column.name} of row ${index + 1}`}
                  icon={<MoreHorizontalRegular />}
                  onClick={() => onMenu(place + 1)}
                />
              )}
            </span>
          );
        })}
      </div>
      {isOpen && <RowDetails cells={cells} shown={shown} available={available} />}
    </div>
  );
}

/** Every cell that holds something, dynamic ones as nested JSON. */
function RowDetails({ cells, shown, available }: Pick<Props, 'cells' | 'shown' | 'available'>) {
  const styles = useResultGridStyles();
  return (
    <div
      role="gridcell"
      className={styles.record}
      style={{ width: available > 0 ? Math.min(available, 1040) : undefined }}
    >
      {shown.map(({ column, index }) => {
        const cell = cells[index] ?? null;
        if (cell === null || cell === '') return null;
        return <JsonTree key={index} name={column.name} value={parsed(cell)} />;
      })}
    </div>
  );
}
