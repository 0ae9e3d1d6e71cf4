import { expect, it } from 'vitest';
import { describeGrouping, describeTrigger } from './ruleWords';

it.each([
  ['Scheduled', 'gt', 0, 'the query finds more than 0 rows'],
  ['Scheduled', 'GreaterThan', 5, 'the query finds more than 5 rows'],
  ['Scheduled', undefined, undefined, 'the query finds more than 0 rows'],
  ['NRT', undefined, undefined, 'the query finds a row'],
] as const)('%s %s %s: %s', (kind, triggerOperator, triggerThreshold, text) => {
  expect(describeTrigger({ kind, triggerOperator, triggerThreshold })).toBe(text);
});

it.each([
  [undefined, 'Every alert becomes an incident.'],
  [{ createIncident: false }, 'Alerts do not become incidents.'],
  [{ createIncident: true }, 'Every alert becomes an incident of its own.'],
  [
    {
      groupingConfiguration: {
        enabled: true,
        lookbackDuration: 'PT1H',
        matchingMethod: 'AnyAlert',
      },
    },
    'Alerts within 1 h that come from this rule go into one incident.',
  ],
])('%o: %s', (configuration, text) => {
  expect(describeGrouping(configuration)).toBe(text);
});
