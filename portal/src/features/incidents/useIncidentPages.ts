import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { fetchIncidents, type IncidentCounts, type IncidentSummary } from '../../api/incidents';
import { filterAt, type QueueState } from './filter';

const pageSize = 100;

export const incidentsKey = ['incidents'] as const;
export const incidentPagesKey = [...incidentsKey, 'page'] as const;
export const incidentCountsKey = [...incidentsKey, 'counts'] as const;

export interface IncidentPages {
  total: number | undefined;
  /** The incident at a position of the whole list, or undefined while its page is on the way. */
  at: (index: number) => IncidentSummary | undefined;
  error: Error | null;
  isPending: boolean;
  /** True while the rows shown are still those of the filter before. */
  isStale: boolean;
  refetch: () => void;
}

/** The queue, loaded in pages as they come into view: rows `first` to `last` of the whole list. */
export function useIncidentPages(state: QueueState, first: number, last: number): IncidentPages {
  const page = (index: number) => ({
    queryKey: [...incidentPagesKey, state, index],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      fetchIncidents(filterAt(state, new Date()), index * pageSize, pageSize, signal),
    // Rows must not move by themselves: a page is fetched again only when somebody asks for it.
    staleTime: Infinity,
  });
  const start = useQuery({ ...page(0), placeholderData: keepPreviousData });
  const firstPage = Math.floor(first / pageSize);
  const lastPage = Math.floor(Math.max(first, last) / pageSize);
  const indexes = Array.from({ length: lastPage - firstPage + 1 }, (_, n) => firstPage + n);
  const others = useQueries({ queries: indexes.filter((n) => n > 0).map(page) });
  const pages = new Map(indexes.filter((n) => n > 0).map((n, k) => [n, others[k]?.data]));
  pages.set(0, start.data);
  return {
    total: start.data?.total,
    at: (index) => pages.get(Math.floor(index / pageSize))?.value[index % pageSize],
    error: start.error ?? others.find((query) => query.error)?.error ?? null,
    isPending: start.isPending,
    isStale: start.isPlaceholderData,
    refetch: () => void start.refetch(),
  };
}

/** How many incidents are open, over the whole workspace. */
export function useIncidentCounts(): IncidentCounts | undefined {
  const query = useQuery({
    queryKey: incidentCountsKey,
    queryFn: async ({ signal }) => (await fetchIncidents({}, 0, 1, signal)).counts,
  });
  return query.data;
}
