import {
  Button,
  Input,
  Menu,
  MenuItem,
  MenuItemCheckbox,
  MenuList,
  MenuPopover,
  MenuTrigger,
  ToggleButton,
  mergeClasses,
} from '@fluentui/react-components';
import {
  ArrowDownRegular,
  ArrowUpRegular,
  ChevronDownRegular,
  ChevronRightRegular,
  ColumnTripleRegular,
  FilterRegular,
  MoreHorizontalRegular,
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
import { useMemo, useRef, useState } from 'react';
import { textOfJson } from '../../api/losslessJson';
import type { Cell, Column, ResultTable } from '../../api/query';
import { usePreferences } from '../../app/preferences';
import { formatDateTime, type TimeZone } from '../../time/format';
import { JsonTree, parsed } from './JsonTree';
import { cellText } from './csv';
import { useResultGridStyles } from './resultGridStyles';

interface Props {
  table: ResultTable;
  onCondition: (column: Column, value: Cell, operator: '==' | '!=') => void;
}

function widthOf(column: Column): number {
  if (column.type === 'datetime') return 188;
  if (column.type === 'dynamic') return 260;
  if (column.type === 'string' || column.type === 'guid') return 190;
  return 110;
}

function display(cell: Cell, column: Column, zone: TimeZone): string {
  if (column.type === 'datetime' && typeof cell === 'string')
    return formatDateTime(cell, zone, true);
  return cellText(cell);
}

/** Rows of a result: sort, filter, choose columns, open a row to all it holds. Draws what is in view. */
export function ResultGrid({ table, onCondition }: Props) {
  const styles = useResultGridStyles();
  const { timeZone } = usePreferences();
  const [sorting, setSorting] = useState<SortingState>([]);
  const [columnFilters, setColumnFilters] = useState<ColumnFiltersState>([]);
  const [columnVisibility, setColumnVisibility] = useState<VisibilityState>({});
  const [filtering, setFiltering] = useState(false);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
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
  const shown = table.columns
    .map((column, index) => ({ column, index }))
    .filter(({ index }) => columnVisibility[String(index)] !== false);
  const template = `36px ${shown.map(({ column }) => `minmax(${widthOf(column)}px, 1fr)`).join(' ')}`;
  const width = shown.reduce((sum, { column }) => sum + widthOf(column), 36);
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 32,
    overscan: 15,
    getItemKey: (index) => rows[index]?.id ?? index,
  });
  const toggle = (id: string) => {
    const next = new Set(opened);
    if (!next.delete(id)) next.add(id);
    setOpened(next);
  };
  const copy = (text: string) => void navigator.clipboard.writeText(text);
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
        {columnFilters.length > 0 && <span>{rows.length} rows match</span>}
      </div>
      <div
        ref={scroller}
        className={styles.scroller}
        role="grid"
        aria-label="Results"
        aria-rowcount={rows.length + 1}
        tabIndex={0}
      >
        <div style={{ minWidth: width }}>
          <div className={styles.head} role="row" style={{ gridTemplateColumns: template }}>
            <span role="columnheader" aria-label="Open" />
            {shown.map(({ column, index }) => {
              const tanColumn = grid.getColumn(String(index));
              const order = tanColumn?.getIsSorted();
              return (
                <span
                  key={index}
                  role="columnheader"
                  aria-sort={order ? (order === 'asc' ? 'ascending' : 'descending') : undefined}
                  className={styles.column}
                >
                  <button
                    className={styles.sort}
                    title={`${column.name} (${column.type})`}
                    onClick={() => tanColumn?.toggleSorting()}
                  >
                    {column.name}
                    {order === 'asc' && <ArrowUpRegular />}
                    {order === 'desc' && <ArrowDownRegular />}
                  </button>
                  {filtering && (
                    <Input
                      size="small"
                      className={styles.filter}
                      aria-label={`Filter ${column.name}`}
                      onChange={(_, data) => tanColumn?.setFilterValue(data.value || undefined)}
                    />
                  )}
                </span>
              );
            })}
          </div>
          <div role="rowgroup" style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
            {virtualizer.getVirtualItems().map(({ index, start, key }) => {
              const row = rows[index];
              if (!row) return null;
              const isOpen = opened.has(row.id);
              const record = Object.fromEntries(
                table.columns.map((c, n) => [c.name, parsed(row.original[n] ?? null)]),
              );
              return (
                <div
                  key={key}
                  ref={virtualizer.measureElement}
                  data-index={index}
                  className={styles.row}
                  style={{ transform: `translateY(${start}px)` }}
                  role="row"
                  aria-rowindex={index + 2}
                >
                  <div
                    className={styles.cells}
                    role="presentation"
                    style={{ gridTemplateColumns: template }}
                  >
                    <span role="gridcell">
                      <Button
                        size="small"
                        appearance="transparent"
                        aria-expanded={isOpen}
                        aria-label={`Row ${index + 1}`}
                        icon={isOpen ? <ChevronDownRegular /> : <ChevronRightRegular />}
                        onClick={() => toggle(row.id)}
                      />
                    </span>
                    {shown.map(({ column, index: n }) => {
                      const cell = row.original[n] ?? null;
                      return (
                        <span
                          key={n}
                          role="gridcell"
                          className={mergeClasses(
                            styles.cell,
                            (typeof cell === 'number' || typeof cell === 'bigint') && styles.number,
                          )}
                        >
                          <span className={styles.value} title={cellText(cell)}>
                            {display(cell, column, timeZone)}
                          </span>
                          <Menu openOnContext={false}>
                            <MenuTrigger>
                              <Button
                                size="small"
                                appearance="transparent"
                                tabIndex={-1}
                                className={mergeClasses('cell-menu', styles.cellMenu)}
                                aria-label={`${column.name} of row ${index + 1}`}
                                icon={<MoreHorizontalRegular />}
                              />
                            </MenuTrigger>
                            <MenuPopover>
                              <MenuList>
                                <MenuItem onClick={() => copy(cellText(cell))}>Copy cell</MenuItem>
                                <MenuItem onClick={() => copy(textOfJson(record, 2))}>
                                  Copy row
                                </MenuItem>
                                <MenuItem onClick={() => onCondition(column, cell, '==')}>
                                  Include this value
                                </MenuItem>
                                <MenuItem onClick={() => onCondition(column, cell, '!=')}>
                                  Exclude this value
                                </MenuItem>
                              </MenuList>
                            </MenuPopover>
                          </Menu>
                        </span>
                      );
                    })}
                  </div>
                  {isOpen && (
                    <div role="gridcell" className={styles.record}>
                      {Object.entries(record).map(([name, value]) => (
                        <JsonTree key={name} name={name} value={value ?? ''} />
                      ))}
                    </div>
                  )}
                </div>
              );
            })}
          </div>
        </div>
      </div>
    </div>
  );
}
