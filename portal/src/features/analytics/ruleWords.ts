import type { RuleDetails } from '../../api/rules';
import { formatTimespan } from '../../time/format';

const operators: Record<string, string> = {
  gt: 'more than',
  greaterthan: 'more than',
  lt: 'fewer than',
  lessthan: 'fewer than',
  eq: 'exactly',
  equal: 'exactly',
  ne: 'other than',
  notequal: 'other than',
};

/** The trigger of a scheduled rule in words; near-real-time rules alert on every row. */
export function describeTrigger(
  rule: Pick<RuleDetails, 'kind' | 'triggerOperator' | 'triggerThreshold'>,
): string {
  if (rule.kind === 'NRT') return 'the query finds a row';
  const operator = operators[(rule.triggerOperator ?? 'gt').toLowerCase()] ?? rule.triggerOperator;
  return `the query finds ${operator ?? ''} ${rule.triggerThreshold ?? 0} rows`;
}

interface Grouping {
  createIncident?: boolean;
  groupingConfiguration?: {
    enabled?: boolean;
    lookbackDuration?: string;
    matchingMethod?: string;
    reopenClosedIncident?: boolean;
  } | null;
}

const methods: Record<string, string> = {
  allentities: 'share all entities',
  anyalert: 'come from this rule',
  selected: 'share the selected entities and details',
};

/** What becomes of the alerts of a rule, in words. */
export function describeGrouping(configuration: unknown): string {
  if (typeof configuration !== 'object' || configuration === null) {
    return 'Every alert becomes an incident.';
  }
  const { createIncident = true, groupingConfiguration: grouping } = configuration as Grouping;
  if (!createIncident) return 'Alerts do not become incidents.';
  if (!grouping?.enabled) return 'Every alert becomes an incident of its own.';
  const method = methods[(grouping.matchingMethod ?? 'AllEntities').toLowerCase()];
  const within = formatTimespan(grouping.lookbackDuration ?? 'PT5H');
  const reopen = grouping.reopenClosedIncident ? ' A closed incident is opened again.' : '';
  return `Alerts within ${within} that ${method ?? 'match'} go into one incident.${reopen}`;
}
