import { Tab, TabList, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowLeftRegular } from '@fluentui/react-icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { fetchIncident, type Incident } from '../../api/incidents';
import { useLive } from '../../api/live';
import { useUrlState } from '../../app/urlState';
import { EmptyState } from '../../ui/EmptyState';
import { PageHeader } from '../../ui/PageHeader';
import { SkeletonLines } from '../../ui/SkeletonLines';
import { messageOf } from '../../api/problem';
import { useIsNarrow } from '../../ui/useIsNarrow';
import { Closing, IncidentSummaryView } from '../incidents/IncidentPane';
import { incidentKey } from '../incidents/useIncidentChange';
import { ActivityTab } from './ActivityTab';
import { AlertsTab } from './AlertsTab';
import { EntitiesTab } from './EntitiesTab';
import { OverviewTab } from './OverviewTab';

const useStyles = makeStyles({
  page: { flexGrow: 1, minHeight: 0, display: 'flex', flexDirection: 'column' },
  back: {
    display: 'inline-flex',
    alignItems: 'center',
    alignSelf: 'flex-start',
    columnGap: '4px',
    margin: '10px 20px -8px',
    fontSize: tokens.fontSizeBase200,
    '@media (max-width: 800px)': { margin: '10px 12px -8px' },
  },
  body: {
    flexGrow: 1,
    minHeight: 0,
    display: 'flex',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  panel: {
    width: '380px',
    flexShrink: 0,
    overflowY: 'auto',
    padding: '16px 20px 24px',
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  main: { flexGrow: 1, minWidth: 0, display: 'flex', flexDirection: 'column' },
  tabs: {
    padding: '0 8px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    overflowX: 'auto',
  },
  content: {
    flexGrow: 1,
    minHeight: 0,
    overflowY: 'auto',
    padding: '16px 20px 24px',
    backgroundColor: tokens.colorNeutralBackground2,
    '@media (max-width: 800px)': { padding: '12px 12px 24px' },
  },
});

export default function IncidentPage() {
  const styles = useStyles();
  const queryClient = useQueryClient();
  const { number: given }: { number?: string } = useParams({ strict: false });
  const number = Number(given);
  const query = useQuery({
    queryKey: incidentKey(number),
    queryFn: ({ signal }) => fetchIncident(number, signal),
    enabled: Number.isInteger(number),
  });
  useLive('incident', (changed) => {
    if (changed.number === number) {
      void queryClient.invalidateQueries({ queryKey: incidentKey(number) });
    }
  });
  const incident = query.data;
  return (
    <div className={styles.page}>
      <Link to="/incidents" className={styles.back}>
        <ArrowLeftRegular /> Incidents
      </Link>
      <PageHeader
        title={incident?.title ?? `Incident ${String(number)}`}
        before={incident && String(number)}
        tabTitle={incident && `${number} ${incident.title}`}
      />
      {query.isLoading && <SkeletonLines count={10} size={24} />}
      {query.error && !incident && (
        <EmptyState title="This incident could not be loaded" text={messageOf(query.error)} />
      )}
      {incident && <Loaded incident={incident} />}
    </div>
  );
}

const tabs = ['overview', 'alerts', 'entities', 'activity'] as const;

function Loaded({ incident }: { incident: Incident }) {
  const styles = useStyles();
  const narrow = useIsNarrow();
  const [{ tab: given }, change] = useUrlState();
  const [closing, setClosing] = useState(false);
  const allowed: string[] = narrow ? ['summary', ...tabs] : [...tabs];
  const tab = given !== undefined && allowed.includes(given) ? given : (allowed[0] ?? '');
  const panel = closing ? (
    <Closing incident={incident} onDone={() => setClosing(false)} />
  ) : (
    <IncidentSummaryView
      incident={incident}
      description={incident.description}
      onCloseRequested={() => setClosing(true)}
    />
  );
  const remarks = incident.comments.length;
  return (
    <div className={styles.body}>
      {!narrow && (
        <section className={styles.panel} aria-label="Summary" tabIndex={0}>
          {panel}
        </section>
      )}
      <div className={styles.main}>
        <TabList
          className={styles.tabs}
          selectedValue={tab}
          onTabSelect={(_, data) => change({ tab: data.value as string })}
        >
          {narrow && <Tab value="summary">Summary</Tab>}
          <Tab value="overview">Overview</Tab>
          <Tab value="alerts">{`Alerts (${incident.alerts.length})`}</Tab>
          <Tab value="entities">{`Entities (${incident.entities.length})`}</Tab>
          <Tab value="activity">{remarks > 0 ? `Activity (${remarks})` : 'Activity'}</Tab>
        </TabList>
        <div className={styles.content} role="tabpanel" tabIndex={0} aria-label={tab}>
          {tab === 'summary' && panel}
          {tab === 'overview' && <OverviewTab incident={incident} />}
          {tab === 'alerts' && <AlertsTab alerts={incident.alerts} />}
          {tab === 'entities' && <EntitiesTab entities={incident.entities} />}
          {tab === 'activity' && <ActivityTab incident={incident} />}
        </div>
      </div>
    </div>
  );
}
