import {
  Button,
  Input,
  Menu,
  MenuItemCheckbox,
  MenuList,
  MenuPopover,
  MenuTrigger,
  ToggleButton,
} from '@fluentui/react-components';
import {
  ArrowDownRegular,
  ArrowUpRegular,
  ColumnTripleRegular,
  FilterRegular,
} from '@fluentui/react-icons';
import {
  getCoreRowModel,
  getFilteredRowModel,
  getSortedRowModel,
  useReactTable,
  type ColumnFiltersState,
  type SortingState,
  type VisibilityState,
} from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { cellText, type Cell, type Column, type ResultTable } from '../../api/query';
import { formatCount } from '../../time/format';
import { CellMenu, type CellPlace } from './CellMenu';
import { ResultRow } from './ResultRow';
import { displayOrder, openerWidth, widthOf } from './resultColumns';
import { useResultGridStyles } from './resultGridStyles';

interface Props {
  table: ResultTable;
  onCondition: (column: Column, value: Cell, operator: '==' | '!=') => void;
}

const rowHeight = 32;

/**
 * Rows of a result: sort, filter, choose columns, open a row to all it holds. Draws only the rows
 * and the columns in view: a table of Windows events has more than two hundred columns.
 */
export function ResultGrid({ table, onCondition }: Props) {
  const styles = useResultGridStyles();
  const id = useId();
  const [sorting, setSorting] = useState<SortingState>([]);
  const [columnFilters, setColumnFilters] = useState<ColumnFiltersState>([]);
  const [columnVisibility, setColumnVisibility] = useState<VisibilityState>({});
  const [filtering, setFiltering] = useState(false);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  // The cell that the keys act on: a place among the rows and columns shown; column 0 opens the row.
  const [active, setActive] = useState({ row: 0, column: 0 });
  const [focused, setFocused] = useState(false);
  const [menu, setMenu] = useState<CellPlace>();
  const [available, setAvailable] = useState(0);
  const columns = useMemo(
    () =>
      table.columns.map((_, index) => ({
        id: String(index),
        accessorFn: (row: Cell[]) => row[index] ?? undefined,
        sortUndefined: 'last' as const,
        filterFn: (row: { original: Cell[] }, _id: string, wanted: string) =>
          cellText(row.original[index] ?? null)
            .toLowerCase()
            .includes(wanted.toLowerCase()),
      })),
    [table.columns],
  );
  const grid = useReactTable({
    data: table.rows,
    columns,
    state: { sorting, columnFilters, columnVisibility },
    onSortingChange: setSorting,
    onColumnFiltersChange: setColumnFilters,
    onColumnVisibilityChange: setColumnVisibility,
    getCoreRowModel: getCoreRowModel(),
    getSortedRowModel: getSortedRowModel(),
    getFilteredRowModel: getFilteredRowModel(),
  });
  const rows = grid.getRowModel().rows;
  const shown = useMemo(
    () =>
      displayOrder(table.columns)
        .filter((index) => columnVisibility[String(index)] !== false)
        .flatMap((index) => {
          const column = table.columns[index];
          return column ? [{ column, index }] : [];
        }),
    [table.columns, columnVisibility],
  );
  const wanted = shown.reduce((sum, { column }) => sum + widthOf(column), openerWidth);
  // What is left over is shared out, so that a narrow result fills the page.
  const spare = Math.floor(Math.max(0, available - wanted) / Math.max(1, shown.length));
  const scroller = useRef<HTMLDivElement>(null);
  const virtualRows = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollPaddingStart: 40,
    getItemKey: (index) => rows[index]?.id ?? index,
  });
  const virtualColumns = useVirtualizer({
    horizontal: true,
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => {
      const entry = shown[index];
      return entry ? widthOf(entry.column) + spare : 0;
    },
    paddingStart: openerWidth,
    overscan: 2,
  });
  useEffect(() => virtualColumns.measure(), [virtualColumns, spare, shown]);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setAvailable(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const toggle = (rowId: string) => {
    const next = new Set(opened);
    if (!next.delete(rowId)) next.add(rowId);
    setOpened(next);
  };
  const cellId = (row: number, column: number) => `${id}-${row}-${column}`;
  const openMenu = (row: number, column: number) => {
    const target = document.getElementById(cellId(row, column));
    const entry = shown[column - 1];
    const cells = rows[row]?.original;
    if (!target || !entry || !cells) return;
    setMenu({ target, column: entry.column, value: cells[entry.index] ?? null, cells });
  };
  const moveTo = (row: number, column: number) => {
    const next = {
      row: Math.max(0, Math.min(rows.length - 1, row)),
      column: Math.max(0, Math.min(shown.length, column)),
    };
    setActive(next);
    virtualRows.scrollToIndex(next.row);
    if (next.column === 0) scroller.current?.scrollTo({ left: 0 });
    else virtualColumns.scrollToIndex(next.column - 1);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget) return;
    const { row, column } = active;
    const row0 = rows[row];
    switch (event.key) {
      case 'ArrowDown':
        moveTo(row + 1, column);
        break;
      case 'ArrowUp':
        moveTo(row - 1, column);
        break;
      case 'ArrowRight':
        moveTo(row, column + 1);
        break;
      case 'ArrowLeft':
        moveTo(row, column - 1);
        break;
      case 'PageDown':
        moveTo(row + 10, column);
        break;
      case 'PageUp':
        moveTo(row - 10, column);
        break;
      case 'Home':
        moveTo(event.ctrlKey ? 0 : row, 0);
        break;
      case 'End':
        moveTo(event.ctrlKey ? rows.length - 1 : row, shown.length);
        break;
      case ' ':
        if (row0) toggle(row0.id);
        break;
      case 'Enter':
        if (column === 0 && row0) toggle(row0.id);
        else openMenu(row, column);
        break;
      default:
        return;
    }
    event.preventDefault();
  };
  const columnsInView = virtualColumns.getVirtualItems();
  const width = virtualColumns.getTotalSize();
  return (
    <div className={styles.root}>
      <div className={styles.tools}>
        <ToggleButton
          size="small"
          appearance="subtle"
          icon={<FilterRegular />}
          checked={filtering}
          onClick={() => {
            setFiltering(!filtering);
            setColumnFilters([]);
          }}
        >
          Filter
        </ToggleButton>
        <Menu
          checkedValues={{ columns: shown.map(({ index }) => String(index)) }}
          onCheckedValueChange={(_, { checkedItems }) =>
            setColumnVisibility(
              Object.fromEntries(
                table.columns.map((_each, n) => [String(n), checkedItems.includes(String(n))]),
              ),
            )
          }
        >
          <MenuTrigger>
            <Button size="small" appearance="subtle" icon={<ColumnTripleRegular />}>
              Columns
            </Button>
          </MenuTrigger>
          <MenuPopover className={styles.columnMenu}>
            <MenuList>
              {table.columns.map((column, index) => (
                <MenuItemCheckbox key={index} name="columns" value={String(index)}>
                  {column.name}
                </MenuItemCheckbox>
              ))}
            </MenuList>
          </MenuPopover>
        </Menu>
        {columnFilters.length > 0 && <span>{formatCount(rows.length)} rows match</span>}
      </div>
      <div
        ref={scroller}
        className={styles.scroller}
        role="grid"
        aria-label="Results"
        aria-rowcount={rows.length + 1}
        aria-colcount={shown.length + 1}
        aria-activedescendant={
          focused && rows.length > 0 ? cellId(active.row, active.column) : undefined
        }
        tabIndex={0}
        onKeyDown={onKeyDown}
        onFocus={(event) => setFocused(event.target === event.currentTarget)}
        onBlur={() => setFocused(false)}
      >
        <div style={{ width, minWidth: '100%' }}>
          <div
            className={styles.head}
            role="row"
            aria-rowindex={1}
            style={{ height: filtering ? 68 : 36 }}
          >
            <span role="columnheader" aria-label="Open" aria-colindex={1} />
            {columnsInView.map(({ index: place, start, size }) => {
              const entry = shown[place];
              if (!entry) return null;
              const { column, index } = entry;
              const tanColumn = grid.getColumn(String(index));
              const order = tanColumn?.getIsSorted();
              return (
                <span
                  key={index}
                  role="columnheader"
                  aria-colindex={place + 2}
                  aria-sort={order ? (order === 'asc' ? 'ascending' : 'descending') : undefined}
                  className={styles.column}
                  style={{ left: start, width: size }}
                >
                  <button
                    className={styles.sort}
                    title={`${column.name} (${column.type})`}
                    onClick={() => tanColumn?.toggleSorting()}
                  >
                    <span className={styles.value}>{column.name}</span>
                    {order === 'asc' && <ArrowUpRegular />}
                    {order === 'desc' && <ArrowDownRegular />}
                  </button>
                  {filtering && (
                    <Input
                      size="small"
                      className={styles.filter}
                      aria-label={`Filter ${column.name}`}
                      value={(tanColumn?.getFilterValue() as string | undefined) ?? ''}
                      onChange={(_, data) => tanColumn?.setFilterValue(data.value || undefined)}
                    />
                  )}
                </span>
              );
            })}
          </div>
          <div role="rowgroup" style={{ height: virtualRows.getTotalSize(), position: 'relative' }}>
            {virtualRows.getVirtualItems().map(({ index, start, key }) => {
              const row = rows[index];
              if (!row) return null;
              return (
                <ResultRow
                  key={key}
                  measure={virtualRows.measureElement}
                  index={index}
                  start={start}
                  cells={row.original}
                  shown={shown}
                  inView={columnsInView}
                  available={available}
                  isOpen={opened.has(row.id)}
                  active={focused && active.row === index ? active.column : undefined}
                  cellId={cellId}
                  onToggle={() => {
                    setActive({ row: index, column: 0 });
                    toggle(row.id);
                  }}
                  onMenu={(place) => {
                    setActive({ row: index, column: place });
                    openMenu(index, place);
                  }}
                />
              );
            })}
          </div>
        </div>
      </div>
      {menu && (
        <CellMenu
          place={menu}
          columns={table.columns}
          onCondition={onCondition}
          onClose={() => {
            setMenu(undefined);
            scroller.current?.focus({ preventScroll: true });
          }}
        />
      )}
    </div>
  );
}
