import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Text,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { Link } from '@tanstack/react-router';
import type { Alert } from '../../api/incidents';
import { Timestamp } from '../../time/Timestamp';
import { Facts } from '../../ui/Facts';
import { QueryBlock } from '../../ui/QueryBlock';
import { SeverityMark } from '../../ui/Severity';
import { tacticName } from '../../ui/tactics';
import { Tags } from '../../ui/Tags';
import { alertTimespan } from './alertTimespan';

const useStyles = makeStyles({
  item: {
    marginBottom: '8px',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: '16px',
    alignItems: 'center',
    textAlign: 'left',
  },
  body: { display: 'grid', rowGap: '12px', paddingBottom: '16px' },
});

/** A custom detail holds a list of the values of all events, often one. */
export function detailText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(detailText).join(', ');
  return JSON.stringify(value);
}

export function AlertsTab({ alerts }: { alerts: Alert[] }) {
  const styles = useStyles();
  return (
    <Accordion collapsible multiple defaultOpenItems={alerts[0] ? [alerts[0].id] : []}>
      {alerts.map((alert) => (
        <AccordionItem key={alert.id} value={alert.id} className={styles.item}>
          <AccordionHeader as="h2" expandIconPosition="end">
            <span className={styles.head}>
              <SeverityMark value={alert.severity} />
              <Text weight="semibold">{alert.name}</Text>
              <Timestamp value={alert.createdAt} />
            </span>
          </AccordionHeader>
          <AccordionPanel>
            <div className={styles.body}>
              {alert.description && <Text>{alert.description}</Text>}
              <Facts
                facts={[
                  [
                    'Rule',
                    <Link key="rule" to="/analytics" search={{ selected: alert.ruleId }}>
                      {alert.ruleName}
                    </Link>,
                  ],
                  ['First event', <Timestamp key="s" value={alert.startTime} form="exact" />],
                  ['Last event', <Timestamp key="e" value={alert.endTime} form="exact" />],
                  ['Events', alert.eventCount],
                  ['Entities', alert.entities.map((each) => each.label).join(', ')],
                  [
                    'Tactics',
                    <Tags
                      key="t"
                      values={[...alert.tactics.map(tacticName), ...alert.techniques]}
                    />,
                  ],
                  ...Object.entries(alert.customDetails).map(([name, value]): [string, string] => [
                    name,
                    detailText(value),
                  ]),
                ]}
              />
              <QueryBlock
                query={alert.query}
                timespan={alertTimespan(alert)}
                link="Show the events in Logs"
              />
            </div>
          </AccordionPanel>
        </AccordionItem>
      ))}
    </Accordion>
  );
}
