import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  changeIncident,
  changeIncidents,
  type IncidentChange,
  type IncidentPage,
  type IncidentSummary,
} from '../../api/incidents';
import { ApiError } from '../../api/problem';
import { useToasts } from '../../ui/toasts';
import { incidentCountsKey, incidentPagesKey, incidentsKey } from './useIncidentPages';
import { withIncident } from './useLiveIncidents';

export const incidentKey = (number: number) => ['incident', number] as const;

/** Changes one incident; what somebody else changed meanwhile is never overwritten. */
export function useIncidentChange(incident: IncidentSummary) {
  const queryClient = useQueryClient();
  const toasts = useToasts();
  return useMutation({
    mutationFn: (change: IncidentChange) => changeIncident(incident.number, change, incident.etag),
    onSuccess: (changed) => {
      queryClient.setQueriesData<IncidentPage>(
        { queryKey: incidentPagesKey },
        (page) => withIncident(page, changed) ?? page,
      );
      void queryClient.invalidateQueries({ queryKey: incidentCountsKey });
      return queryClient.invalidateQueries({ queryKey: incidentKey(incident.number) });
    },
    onError: (error) => {
      const conflict = error instanceof ApiError && error.status === 409;
      const title = conflict
        ? 'Somebody changed this incident meanwhile. It was loaded again; nothing of yours was saved.'
        : `Incident ${incident.number} was not changed`;
      toasts.failure(title, error);
      return queryClient.invalidateQueries({ queryKey: incidentKey(incident.number) });
    },
  });
}

/** Changes many incidents at once and says which could not be changed. */
export function useBulkChange(onDone: () => void) {
  const queryClient = useQueryClient();
  const toasts = useToasts();
  return useMutation({
    mutationFn: ({ numbers, change }: { numbers: number[]; change: IncidentChange }) =>
      changeIncidents(numbers, change),
    onSuccess: ({ changed, failed }) => {
      const count = changed.length;
      if (count > 0) toasts.success(`${count} ${count === 1 ? 'incident' : 'incidents'} changed`);
      if (failed.length > 0) {
        const reasons = failed.map((each) => `${each.number}: ${each.detail}`).join('\n');
        toasts.failure(`${failed.length} could not be changed`, reasons);
      }
      onDone();
      return queryClient.invalidateQueries({ queryKey: incidentsKey });
    },
    onError: (error) => toasts.failure('The incidents were not changed', error),
  });
}
