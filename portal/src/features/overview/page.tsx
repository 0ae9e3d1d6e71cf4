import { makeStyles } from '@fluentui/react-components';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { fetchOverview } from '../../api/overview';
import { useUrlState } from '../../app/urlState';
import { formatDuration } from '../../time/format';
import { useDashboardStyles } from '../../ui/dashboardStyles';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorBar } from '../../ui/ErrorBar';
import { PageHeader } from '../../ui/PageHeader';
import { RangePicker } from '../../ui/RangePicker';
import { SkeletonLines } from '../../ui/SkeletonLines';
import { Tile } from '../../ui/Tile';
import { AttackMap } from './attacks/AttackMap';
import { Counter, Figure } from './Counter';
import { BySeverity, ByStatus } from './IncidentBreakdown';
import { RecentIncidents } from './RecentIncidents';
import { Sources } from './Sources';
import { Timeline } from './Timeline';
import { incidentsBySeverity, incidentsByStatus, timeToAcknowledge, timeToClose } from './queries';
import { useLiveOverview } from './useLiveOverview';

const ranges: Record<string, string> = { '24': '24 hours', '48': '48 hours', '168': '7 days' };

const useStyles = makeStyles({
  grid: {
    display: 'grid',
    gridTemplateColumns: 'repeat(20, minmax(0, 1fr))',
    gap: '12px',
    padding: '4px 20px 24px',
    '@media (max-width: 1100px)': { gridTemplateColumns: 'repeat(6, minmax(0, 1fr))' },
    '@media (max-width: 800px)': { padding: '4px 12px 24px', gap: '8px' },
  },
  counter: {
    gridColumn: 'span 4',
    '@media (max-width: 1100px)': { gridColumn: 'span 2' },
    '@media (max-width: 800px)': {
      gridColumn: 'span 3',
      ':nth-child(1)': { gridColumn: '1 / -1' },
    },
  },
  wide: { gridColumn: 'span 14', '@media (max-width: 1100px)': { gridColumn: '1 / -1' } },
  side: {
    gridColumn: 'span 6',
    display: 'grid',
    gap: '12px',
    gridTemplateRows: '1fr 1fr',
    '@media (max-width: 1100px)': { gridColumn: '1 / -1' },
  },
});

export default function OverviewPage() {
  const styles = useStyles();
  const dashboard = useDashboardStyles();
  const [{ hours: given = '24' }, change] = useUrlState();
  const hours = given in ranges ? Number(given) : 24;
  const query = useQuery({
    queryKey: ['overview', hours],
    queryFn: ({ signal }) => fetchOverview(hours, signal),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
  useLiveOverview();
  const data = query.data;
  const timespan = `PT${hours}H`;
  const before = `the ${ranges[String(hours)] ?? ''} before`;
  const nothingYet = data?.sources.length === 0 && data.recentIncidents.length === 0;

  return (
    <div className={dashboard.page}>
      <PageHeader title="Overview">
        <RangePicker
          ranges={ranges}
          value={String(hours)}
          onChange={(value) => change({ hours: value })}
        />
      </PageHeader>
      {query.error && (
        <div className={dashboard.bar}>
          <ErrorBar
            title="The overview could not be loaded."
            error={query.error}
            onRetry={() => void query.refetch()}
          />
        </div>
      )}
      {query.isPending && <SkeletonLines count={4} size={96} />}
      {nothingYet && (
        <EmptyState
          title="No events yet"
          text="This workspace is empty. Import a Windows event log or a file of events, then come back: the page fills by itself."
          command="./vedette import Security.evtx --rebase-time"
        />
      )}
      {data && !nothingYet && (
        <div className={styles.grid}>
          {(['events', 'alerts', 'incidents'] as const).map((kind) => (
            <div key={kind} className={styles.counter}>
              <Counter
                title={{ events: 'Events', alerts: 'Alerts', incidents: 'New incidents' }[kind]}
                change={data[kind]}
                query={data.queries[kind]}
                timespan={timespan}
                before={before}
              />
            </div>
          ))}
          <div className={styles.counter}>
            <Figure
              title="Time to acknowledge"
              value={meanTime(data.meanTimeToAcknowledgeSeconds)}
              note={data.meanTimeToAcknowledgeSeconds == null ? 'none acknowledged' : 'on average'}
              query={timeToAcknowledge}
            />
          </div>
          <div className={styles.counter}>
            <Figure
              title="Time to close"
              value={meanTime(data.meanTimeToCloseSeconds)}
              note={data.meanTimeToCloseSeconds == null ? 'none closed' : 'on average'}
              query={timeToClose}
            />
          </div>
          <Tile
            title="Events and alerts over time"
            query={data.queries.events}
            timespan={timespan}
            className={styles.wide}
          >
            <Timeline timeline={data.timeline} alerts={data.alertTimeline} hours={hours} />
          </Tile>
          <div className={styles.side}>
            <Tile title="Open incidents by severity" query={incidentsBySeverity} timespan="P30D">
              <BySeverity counts={data.incidentsBySeverity} />
            </Tile>
            <Tile title="Incidents by status" query={incidentsByStatus} timespan="P30D">
              <ByStatus counts={data.incidentsByStatus} />
            </Tile>
          </div>
          <AttackMap hours={hours} geoData={data.geoData} className={dashboard.all} />
          <Tile
            title="Recent incidents"
            query={data.queries.incidents}
            timespan={timespan}
            className={dashboard.all}
            action={
              <Link to="/incidents" style={{ marginRight: '8px' }}>
                All incidents
              </Link>
            }
          >
            {data.recentIncidents.length > 0 ? (
              <RecentIncidents incidents={data.recentIncidents} />
            ) : (
              <EmptyState
                title="No incidents"
                text="The rules run over every event that arrives; what they find appears here within a second."
                action={<Link to="/analytics">See which rules are running</Link>}
              />
            )}
          </Tile>
          <Tile title="Data sources" className={dashboard.all}>
            <Sources sources={data.sources} />
          </Tile>
        </div>
      )}
    </div>
  );
}

function meanTime(seconds: number | null | undefined): string {
  return seconds == null ? '–' : formatDuration(seconds * 1000);
}
