import { expect, it } from 'vitest';
import type { IncidentPage, IncidentSummary } from '../../api/incidents';
import { withIncident } from './useLiveIncidents';

const incident = (number: number, title: string) => ({ number, title }) as IncidentSummary;
const page: IncidentPage = {
  total: 2,
  counts: { open: 2, new: 2, active: 0, bySeverity: {} },
  value: [incident(2, 'second'), incident(1, 'first')],
};

it('changes the row in its place', () => {
  const changed = withIncident(page, incident(1, 'renamed'));
  expect(changed?.value.map((each) => [each.number, each.title])).toEqual([
    [2, 'second'],
    [1, 'renamed'],
  ]);
});

it('does not add a row', () => {
  expect(withIncident(page, incident(3, 'third'))).toBeUndefined();
  expect(withIncident(undefined, incident(3, 'third'))).toBeUndefined();
});
