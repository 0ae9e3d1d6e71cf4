import type { Rule } from '../../api/rules';

export type RuleState = 'broken' | 'failing' | 'delayed' | 'disabled' | 'running' | 'waiting';

/** The one word that says how a rule is: the worst that is true of it. */
export function ruleState(rule: Rule): RuleState {
  if (rule.diagnostics.length > 0) return 'broken';
  if (!rule.enabled) return 'disabled';
  if (rule.lastRunStatus === 'Failure') return 'failing';
  if (rule.lastRunStatus === 'Delayed') return 'delayed';
  return rule.lastRunAt ? 'running' : 'waiting';
}

export const stateWords: Record<RuleState, string> = {
  broken: 'Cannot run',
  failing: 'Last run failed',
  delayed: 'Last run was late',
  disabled: 'Disabled',
  running: 'Enabled',
  waiting: 'Not run yet',
};

export interface RuleFilter {
  search: string;
  severity: string;
  state: string;
}

/** The rules that the filter lets through, the ones with trouble first, then by name. */
export function selectRules(rules: Rule[], { search, severity, state }: RuleFilter): Rule[] {
  const wanted = search.trim().toLowerCase();
  return rules
    .filter((rule) => {
      const text = [rule.name, rule.id, rule.source, ...rule.tactics, ...rule.techniques].join(' ');
      if (!text.toLowerCase().includes(wanted)) return false;
      if (severity !== '' && rule.severity !== severity) return false;
      if (state === 'enabled') return rule.enabled;
      if (state === 'disabled') return !rule.enabled;
      if (state === 'trouble') return hasTrouble(rule);
      return true;
    })
    .sort((a, b) => Number(hasTrouble(b)) - Number(hasTrouble(a)) || a.name.localeCompare(b.name));
}

export function hasTrouble(rule: Rule): boolean {
  return ['broken', 'failing', 'delayed'].includes(ruleState(rule));
}
