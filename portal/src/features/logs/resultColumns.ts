import { cellText, type Cell, type Column } from '../../api/query';
import { formatDateTime, type TimeZone } from '../../time/format';

/** Width of the column that opens a row, in pixels. */
export const openerWidth = 36;

/** A column of the result, and which one it is in the rows. */
export interface ShownColumn {
  column: Column;
  index: number;
}

/** Least width of a column in pixels: what its type usually needs, and room for its name. */
export function widthOf(column: Column): number {
  const name = column.name.length * 7 + 34;
  const usual =
    column.type === 'datetime'
      ? 176
      : column.type === 'dynamic'
        ? 260
        : column.type === 'string' || column.type === 'guid'
          ? 170
          : 84;
  return Math.min(320, Math.max(usual, name));
}

/**
 * The columns in the order in which they are shown. Tables of a workspace begin with TenantId,
 * which is the same everywhere: their time goes first and TenantId last, as in Azure's portal.
 */
export function displayOrder(columns: Column[]): number[] {
  const all = columns.map((_, index) => index);
  const time = columns.findIndex((column) => column.name === 'TimeGenerated');
  if (columns[0]?.name !== 'TenantId' || time < 0) return all;
  return [time, ...all.filter((index) => index !== 0 && index !== time), 0];
}

/** A cell as it is shown: times in the zone that the person chose. */
export function displayCell(cell: Cell, column: Column, zone: TimeZone): string {
  return column.type === 'datetime' && typeof cell === 'string'
    ? formatDateTime(cell, zone, true)
    : cellText(cell);
}
