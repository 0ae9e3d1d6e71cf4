import { Dropdown, Option, SearchBox, makeStyles } from '@fluentui/react-components';
import { severities } from '../../api/incidents';
import { useUrlState } from '../../app/urlState';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorBar } from '../../ui/ErrorBar';
import { PageHeader } from '../../ui/PageHeader';
import { SkeletonLines } from '../../ui/SkeletonLines';
import { RuleList } from './RuleList';
import { RulePane } from './RulePane';
import { SeverityBar } from './SeverityBar';
import { selectRules } from './ruleState';
import { useRuleSwitch, useRules } from './useRules';

const useStyles = makeStyles({
  page: { flexGrow: 1, minHeight: 0, display: 'flex' },
  list: { flexGrow: 1, minWidth: 0, display: 'flex', flexDirection: 'column' },
  filters: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '8px',
    padding: '0 20px 10px',
    '@media (max-width: 800px)': { padding: '0 12px 10px' },
  },
  search: {
    flex: '1 1 220px',
    maxWidth: '320px',
    '@media (max-width: 800px)': { flexBasis: '100%', maxWidth: 'none' },
  },
  dropdown: { minWidth: '140px', '@media (max-width: 800px)': { flexGrow: 1 } },
  bar: { padding: '0 20px 8px' },
});

const states: Record<string, string> = {
  '': 'Any status',
  enabled: 'Enabled',
  disabled: 'Disabled',
  trouble: 'With problems',
};

export default function AnalyticsPage() {
  const styles = useStyles();
  const [{ search = '', severity = '', state = '', selected }, change] = useUrlState();
  const query = useRules();
  const toggle = useRuleSwitch();
  const rules = query.data ?? [];
  const shown = selectRules(rules, { search, severity, state });
  const onSwitch = (rule: (typeof rules)[number], enabled: boolean) =>
    toggle.mutate({ rule, enabled });
  return (
    <div className={styles.page}>
      <div className={styles.list}>
        <PageHeader title="Analytics" />
        {query.error && (
          <div className={styles.bar}>
            <ErrorBar
              title="The rules could not be loaded."
              error={query.error}
              onRetry={() => void query.refetch()}
            />
          </div>
        )}
        {query.isPending && <SkeletonLines count={10} size={24} />}
        {query.data && rules.length === 0 && (
          <EmptyState
            title="No rules"
            text="Put rules in Sentinel's YAML format into the folder rules/ of the data directory; they are read at once. Check them first with:"
            command="./vedette rules test"
          />
        )}
        {rules.length > 0 && (
          <>
            <SeverityBar rules={rules} />
            <div className={styles.filters} role="search" aria-label="Filter the rules">
              <SearchBox
                data-search
                className={styles.search}
                aria-label="Search the rules"
                placeholder="Name, tactic or technique"
                value={search}
                onChange={(_, data) => change({ search: data.value })}
              />
              <Dropdown
                aria-label="Severity"
                className={styles.dropdown}
                value={severity === '' ? 'Any severity' : severity}
                selectedOptions={[severity]}
                onOptionSelect={(_, { optionValue }) => change({ severity: optionValue })}
              >
                {['', ...severities].map((each) => (
                  <Option key={each} value={each}>
                    {each === '' ? 'Any severity' : each}
                  </Option>
                ))}
              </Dropdown>
              <Dropdown
                aria-label="Status"
                className={styles.dropdown}
                value={states[state] ?? ''}
                selectedOptions={[state]}
                onOptionSelect={(_, { optionValue }) => change({ state: optionValue })}
              >
                {Object.entries(states).map(([value, name]) => (
                  <Option key={value} value={value}>
                    {name}
                  </Option>
                ))}
              </Dropdown>
            </div>
            {shown.length === 0 ? (
              <EmptyState
                title="No rule matches"
                text="Change the search or the filters above to see more rules."
              />
            ) : (
              <RuleList
                rules={shown}
                compact={selected !== undefined}
                selected={selected}
                busy={toggle.isPending}
                onSelect={(id) => change({ selected: id })}
                onSwitch={onSwitch}
              />
            )}
          </>
        )}
      </div>
      {selected !== undefined && selected !== '' && (
        <RulePane
          key={selected}
          id={selected}
          rule={rules.find((rule) => rule.id === selected)}
          busy={toggle.isPending}
          onSwitch={onSwitch}
          onClose={() => change({ selected: undefined })}
        />
      )}
    </div>
  );
}
