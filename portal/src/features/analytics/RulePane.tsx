import { Button, Tab, TabList, Text, makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { fetchRule, type Rule, type RuleDetails } from '../../api/rules';
import { formatTimespan } from '../../time/format';
import { Timestamp } from '../../time/Timestamp';
import { ErrorBar } from '../../ui/ErrorBar';
import { Facts } from '../../ui/Facts';
import { QueryBlock } from '../../ui/QueryBlock';
import { Section } from '../../ui/Section';
import { SeverityMark } from '../../ui/Severity';
import { SidePane } from '../../ui/SidePane';
import { SkeletonLines } from '../../ui/SkeletonLines';
import { tacticName } from '../../ui/tactics';
import { Tags } from '../../ui/Tags';
import { logsSearch } from '../../ui/queryLink';
import { Diagnostics } from './Diagnostics';
import { RuleExplanation } from './RuleExplanation';
import { RuleRuns } from './RuleRuns';
import { RuleStateMark } from './RuleStateMark';
import { describeGrouping, describeTrigger } from './ruleWords';
import { ruleKey } from './useRules';

const useStyles = makeStyles({
  tabs: { margin: '0 -12px 12px' },
  mapping: { display: 'grid', rowGap: '4px', margin: 0, padding: 0, listStyle: 'none' },
  muted: { color: tokens.colorNeutralForeground3 },
});

interface Props {
  id: string;
  rule: Rule | undefined;
  busy: boolean;
  onSwitch: (rule: Rule, enabled: boolean) => void;
  onClose: () => void;
}

/** One rule: what it looks for, how it runs, how its last runs went. */
export function RulePane({ id, rule, busy, onSwitch, onClose }: Props) {
  const styles = useStyles();
  const navigate = useNavigate();
  const [tab, setTab] = useState('details');
  const details = useQuery({
    queryKey: ruleKey(id),
    queryFn: ({ signal }) => fetchRule(id, signal),
  });
  const data = details.data;
  const current = rule ?? data;
  return (
    <SidePane
      title={current?.name ?? 'Rule'}
      onClose={onClose}
      foot={
        current && (
          <>
            <Button
              appearance="primary"
              disabled={!data}
              onClick={() =>
                data && void navigate({ to: '/logs', search: logsSearch(data.query, 'P1D') })
              }
            >
              Run in Logs
            </Button>
            <Button disabled={busy} onClick={() => onSwitch(current, !current.enabled)}>
              {current.enabled ? 'Disable' : 'Enable'}
            </Button>
          </>
        )
      }
    >
      {details.error && <ErrorBar title="The rule could not be loaded." error={details.error} />}
      {details.isPending && <SkeletonLines count={8} />}
      {data && (
        <>
          <TabList
            size="small"
            className={styles.tabs}
            selectedValue={tab}
            onTabSelect={(_, selected) => setTab(selected.value as string)}
          >
            <Tab value="details">Details</Tab>
            <Tab value="runs">Last runs</Tab>
            <Tab value="explanation">Explain</Tab>
            {data.yaml && <Tab value="yaml">YAML</Tab>}
          </TabList>
          {tab === 'details' && <Details rule={{ ...data, ...rule }} />}
          {tab === 'runs' && <RuleRuns runs={data.runs} />}
          {tab === 'explanation' && <RuleExplanation id={id} />}
          {tab === 'yaml' && data.yaml && <QueryBlock query={data.yaml} link="" />}
        </>
      )}
    </SidePane>
  );
}

function Details({ rule }: { rule: RuleDetails }) {
  const styles = useStyles();
  const nearRealTime = rule.kind === 'NRT';
  return (
    <>
      <Diagnostics rule={rule} query={rule.query} />
      {rule.description && <Text block>{rule.description}</Text>}
      <Section title="Rule">
        <Facts
          facts={[
            ['Status', <RuleStateMark key="s" rule={rule} />],
            ['Severity', <SeverityMark key="v" value={rule.severity} />],
            [
              'Tactics',
              <Tags key="t" values={[...rule.tactics.map(tacticName), ...rule.techniques]} />,
            ],
            ['Source', rule.source],
            ['Version', rule.version],
            ['Last modified', <Timestamp key="m" value={rule.lastModified} />],
          ]}
        />
      </Section>
      <Section title="Schedule">
        <Facts
          facts={[
            ['Runs', nearRealTime ? 'on every event as it arrives' : every(rule.queryFrequency)],
            ['Looks back', rule.queryPeriod && formatTimespan(rule.queryPeriod)],
            ['Alerts when', describeTrigger(rule)],
            ['Event grouping', rule.eventGrouping],
            ['Last run', <Timestamp key="l" value={rule.lastRunAt} />],
            ['Next run', rule.nextRunAt && <Timestamp value={rule.nextRunAt} />],
            ['Last match', <Timestamp key="a" value={rule.lastMatchAt} />],
          ]}
        />
      </Section>
      <Section title="Query">
        <QueryBlock query={rule.query} timespan="P1D" />
      </Section>
      <Section title="Entity mapping">
        <ul className={styles.mapping}>
          {(rule.entityMappings ?? []).map((mapping, index) => (
            <li key={index}>
              <Text weight="semibold">{mapping.entityType}</Text>{' '}
              {mapping.fieldMappings.map((f) => `${f.identifier} = ${f.columnName}`).join(', ')}
            </li>
          ))}
          {(rule.entityMappings ?? []).length === 0 && (
            <li className={styles.muted}>No entities are mapped.</li>
          )}
        </ul>
      </Section>
      {rule.customDetails && Object.keys(rule.customDetails).length > 0 && (
        <Section title="Custom details">
          <Facts facts={Object.entries(rule.customDetails)} />
        </Section>
      )}
      <Section title="Incidents">
        <Text>{describeGrouping(rule.incidentConfiguration)}</Text>
      </Section>
    </>
  );
}

function every(frequency: string | null | undefined): string | undefined {
  return frequency ? `every ${formatTimespan(frequency)}` : undefined;
}
