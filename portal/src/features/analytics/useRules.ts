import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { fetchRules, setRuleEnabled, type Rule } from '../../api/rules';
import { useLive } from '../../api/live';
import { useToasts } from '../../ui/toasts';

export const rulesKey = ['rules'] as const;
export const ruleKey = (id: string) => ['rule', id] as const;

function withRule(rules: Rule[] | undefined, changed: Pick<Rule, 'id'> & Partial<Rule>) {
  return rules?.map((rule) => (rule.id === changed.id ? { ...rule, ...changed } : rule));
}

/** All rules, kept up to date by the server. */
export function useRules() {
  const queryClient = useQueryClient();
  useLive('rule', (changed) => {
    queryClient.setQueryData<Rule[]>(rulesKey, (rules) => withRule(rules, changed));
    void queryClient.invalidateQueries({ queryKey: ruleKey(changed.id) });
  });
  return useQuery({ queryKey: rulesKey, queryFn: ({ signal }) => fetchRules(signal) });
}

/** Switches a rule on or off. */
export function useRuleSwitch() {
  const queryClient = useQueryClient();
  const toasts = useToasts();
  return useMutation({
    mutationFn: ({ rule, enabled }: { rule: Rule; enabled: boolean }) =>
      setRuleEnabled(rule.id, enabled),
    onSuccess: (changed, { rule, enabled }) => {
      queryClient.setQueryData<Rule[]>(rulesKey, (rules) => withRule(rules, changed));
      void queryClient.invalidateQueries({ queryKey: ruleKey(rule.id) });
      toasts.success(enabled ? 'Rule enabled' : 'Rule disabled', rule.name);
    },
    onError: (error, { rule }) => toasts.failure(`"${rule.name}" was not changed`, error),
  });
}
