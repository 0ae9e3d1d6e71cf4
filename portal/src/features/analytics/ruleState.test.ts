import { expect, it } from 'vitest';
import type { Rule } from '../../api/rules';
import { ruleState, selectRules } from './ruleState';

const rule = (values: Partial<Rule>): Rule => ({
  id: '1',
  name: 'RDP brute force',
  kind: 'Scheduled',
  severity: 'High',
  enabled: true,
  tactics: ['CredentialAccess'],
  techniques: ['T1110'],
  source: 'Content',
  lastModified: '2026-11-24T00:00:00Z',
  alerts7d: 0,
  alerts30d: 0,
  diagnostics: [],
  ...values,
});
const finding = { code: 'KS142', message: '', start: 0, end: 1, line: 1, column: 1 };

it.each([
  [{ diagnostics: [finding], enabled: false }, 'broken'],
  [{ enabled: false, lastRunStatus: 'Failure' }, 'disabled'],
  [{ lastRunStatus: 'Failure' }, 'failing'],
  [{ lastRunStatus: 'Delayed' }, 'delayed'],
  [{ lastRunStatus: 'Success', lastRunAt: '2026-11-24T00:00:00Z' }, 'running'],
  [{}, 'waiting'],
] as [Partial<Rule>, string][])('%o is %s', (values, state) => {
  expect(ruleState(rule(values))).toBe(state);
});

it('puts the rules with trouble first', () => {
  const rules = [
    rule({ name: 'B' }),
    rule({ name: 'C', lastRunStatus: 'Failure' }),
    rule({ name: 'A' }),
  ];
  const names = selectRules(rules, { search: '', severity: '', state: '' }).map(
    (each) => each.name,
  );
  expect(names).toEqual(['C', 'A', 'B']);
});

it.each([
  [{ search: 't1110', severity: '', state: '' }, 1],
  [{ search: 'kerberos', severity: '', state: '' }, 0],
  [{ search: '', severity: 'Low', state: '' }, 0],
  [{ search: '', severity: 'High', state: 'enabled' }, 1],
  [{ search: '', severity: '', state: 'trouble' }, 0],
])('%o finds %d', (filter, count) => {
  expect(selectRules([rule({})], filter)).toHaveLength(count);
});
