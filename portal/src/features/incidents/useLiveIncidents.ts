import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { IncidentPage, IncidentSummary } from '../../api/incidents';
import { useLive } from '../../api/live';
import { incidentCountsKey, incidentPagesKey, incidentsKey } from './useIncidentPages';

/** A page with one incident brought up to date, in its place; undefined when it is not there. */
export function withIncident(
  page: IncidentPage | undefined,
  incident: IncidentSummary,
): IncidentPage | undefined {
  if (!page?.value.some((each) => each.number === incident.number)) return undefined;
  const value = page.value.map((each) => (each.number === incident.number ? incident : each));
  return { ...page, value };
}

interface LiveIncidents {
  /** Numbers of incidents that were raised since the list was loaded. */
  arrived: number[];
  /** Loads the list again, with the new ones in it. */
  show: () => void;
}

/** Keeps the rows up to date without moving them, and counts the incidents that are new. */
export function useLiveIncidents(): LiveIncidents {
  const queryClient = useQueryClient();
  const [arrived, setArrived] = useState<number[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  useLive('incident', (incident) => {
    const pages = queryClient.getQueriesData<IncidentPage>({ queryKey: incidentPagesKey });
    const known = pages.filter(([, page]) => withIncident(page, incident) !== undefined);
    for (const [key, page] of known) queryClient.setQueryData(key, withIncident(page, incident));
    if (known.length === 0 && incident.status === 'New') {
      setArrived((before) =>
        before.includes(incident.number) ? before : [...before, incident.number],
      );
    }
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      void queryClient.invalidateQueries({ queryKey: incidentCountsKey });
    }, 1000);
  });

  const show = () => {
    setArrived([]);
    void queryClient.invalidateQueries({ queryKey: incidentsKey });
  };
  return { arrived, show };
}
