import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { cellText, runQuery, type Cell } from './query';

export type Row = Partial<Record<string, Cell>>;

/**
 * The rows of a query's first table by the columns' names, asked for again every so many
 * milliseconds while the page is seen. The query names its own time.
 */
export function useRows(query: string, every: number): UseQueryResult<Row[]> {
  return useQuery({
    queryKey: ['rows', query],
    queryFn: async ({ signal }) => {
      const { tables } = await runQuery({ query, id: crypto.randomUUID() }, signal);
      const table = tables[0];
      return (table?.rows ?? []).map((row): Row =>
        Object.fromEntries((table?.columns ?? []).map(({ name }, n) => [name, row[n]])),
      );
    },
    placeholderData: keepPreviousData,
    refetchInterval: every,
  });
}

/** A cell as text; nothing for what is no value. */
export function text(cell: Cell | undefined): string {
  return cellText(cell ?? null);
}

export function count(cell: Cell | undefined): number {
  return Number(text(cell));
}
