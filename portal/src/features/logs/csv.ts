import { cellText, type ResultTable } from '../../api/query';

/** The table as RFC 4180 text. A cell that a spreadsheet would run as a formula gets a quote first. */
export function csvOf(table: ResultTable): string {
  const field = (text: string) => {
    const safe = /^[=+@\t\r]|^-[^\d.]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const lines = [
    table.columns.map((column) => column.name),
    ...table.rows.map((row) => row.map(cellText)),
  ];
  return lines.map((line) => `${line.map(field).join(',')}\r\n`).join('');
}

export function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
