import { Button, Text, makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { fetchIncident, type IncidentSummary } from '../../api/incidents';
import { formatCount } from '../../time/format';
import { Timestamp } from '../../time/Timestamp';
import { EntityIcon } from '../../ui/entityIcon';
import { ErrorBar } from '../../ui/ErrorBar';
import { Facts } from '../../ui/Facts';
import { Section } from '../../ui/Section';
import { SidePane } from '../../ui/SidePane';
import { SkeletonLines } from '../../ui/SkeletonLines';
import { tacticName } from '../../ui/tactics';
import { Tags } from '../../ui/Tags';
import { ClosePane } from './ClosePane';
import { IncidentControls } from './IncidentControls';
import { LabelEditor } from './LabelEditor';
import { classificationText } from './classifications';
import { incidentKey, useIncidentChange } from './useIncidentChange';

const useStyles = makeStyles({
  evidence: { display: 'flex', columnGap: '24px', marginBottom: '16px' },
  count: { display: 'flex', flexDirection: 'column' },
  entities: { listStyle: 'none', margin: 0, padding: 0, display: 'grid', rowGap: '6px' },
  entity: { display: 'flex', alignItems: 'center', columnGap: '8px', overflowWrap: 'anywhere' },
  muted: { color: tokens.colorNeutralForeground3 },
});

interface Props {
  number: number;
  /** The row of the list, shown until the details have come. */
  summary: IncidentSummary | undefined;
  onClose: () => void;
}

/** The incident that is selected in the queue. */
export function IncidentPane({ number, summary, onClose }: Props) {
  const navigate = useNavigate();
  const [closing, setClosing] = useState(false);
  const details = useQuery({
    queryKey: incidentKey(number),
    queryFn: ({ signal }) => fetchIncident(number, signal),
  });
  const incident = details.data ?? summary;
  const title = incident ? `${number} ${incident.title}` : `Incident ${number}`;
  const open = () =>
    void navigate({ to: '/incidents/$number', params: { number: String(number) } });
  return (
    <SidePane
      title={title}
      onClose={onClose}
      foot={
        !closing && (
          <>
            <Button appearance="primary" onClick={open}>
              View full details
            </Button>
            {incident && incident.status !== 'Closed' && (
              <Button onClick={() => setClosing(true)}>Close incident</Button>
            )}
          </>
        )
      }
    >
      {details.error && <ErrorBar title="The details could not be loaded." error={details.error} />}
      {!incident && !details.error && <SkeletonLines count={8} />}
      {incident && closing && <Closing incident={incident} onDone={() => setClosing(false)} />}
      {incident && !closing && (
        <IncidentSummaryView
          incident={incident}
          description={details.data?.description}
          onCloseRequested={() => setClosing(true)}
        />
      )}
    </SidePane>
  );
}

/** The form that closes one incident. */
export function Closing({ incident, onDone }: { incident: IncidentSummary; onDone: () => void }) {
  const change = useIncidentChange(incident);
  return (
    <ClosePane
      busy={change.isPending}
      onCancel={onDone}
      onClose={(values) => change.mutate(values, { onSuccess: onDone })}
    />
  );
}

interface ViewProps {
  incident: IncidentSummary;
  description: string | undefined;
  onCloseRequested: () => void;
}

/** All that is known of an incident at a glance, editable in place. */
export function IncidentSummaryView({ incident, description, onCloseRequested }: ViewProps) {
  const styles = useStyles();
  const evidence: [string, number][] = [
    ['Events', incident.eventCount],
    ['Alerts', incident.alertCount],
    ['Comments', incident.commentCount],
  ];
  return (
    <>
      <IncidentControls incident={incident} onCloseRequested={onCloseRequested} />
      {description && <Text block>{description}</Text>}
      <Section title="Evidence">
        <div className={styles.evidence}>
          {evidence.map(([name, count]) => (
            <span key={name} className={styles.count}>
              <Text size={500} weight="semibold">
                {formatCount(count)}
              </Text>
              <Text size={200} className={styles.muted}>
                {name}
              </Text>
            </span>
          ))}
        </div>
        <Facts
          facts={[
            [
              'Classification',
              incident.status === 'Closed'
                ? classificationText(incident.classification, incident.classificationReason)
                : undefined,
            ],
            ['Last update', <Timestamp key="u" value={incident.lastUpdateAt} />],
            ['Created', <Timestamp key="c" value={incident.createdAt} />],
            ['First activity', <Timestamp key="f" value={incident.firstActivityAt} form="exact" />],
            ['Last activity', <Timestamp key="l" value={incident.lastActivityAt} form="exact" />],
            ['Products', incident.productNames.join(', ')],
          ]}
        />
      </Section>
      <Section title={`Entities (${incident.entitySummary.length})`}>
        <ul className={styles.entities}>
          {incident.entitySummary.map((entity) => (
            <li key={`${entity.type} ${entity.label}`} className={styles.entity}>
              <EntityIcon type={entity.type} />
              {entity.label}
            </li>
          ))}
        </ul>
      </Section>
      <Section title="Tactics and techniques">
        <Tags values={[...incident.tactics.map(tacticName), ...incident.techniques]} />
      </Section>
      <Section title="Tags">
        <LabelEditor incident={incident} />
      </Section>
    </>
  );
}
