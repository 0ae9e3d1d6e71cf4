import { useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { count, text, useRows } from '../../api/useRows';
import { useUrlState } from '../../app/urlState';
import { formatCount } from '../../time/format';
import { Timestamp } from '../../time/Timestamp';
import { AttackerLink } from '../../ui/AttackerLink';
import { useDashboardStyles } from '../../ui/dashboardStyles';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorBar } from '../../ui/ErrorBar';
import { Facts } from '../../ui/Facts';
import { PageHeader } from '../../ui/PageHeader';
import { RangePicker } from '../../ui/RangePicker';
import { SkeletonLines } from '../../ui/SkeletonLines';
import { SmallTable } from '../../ui/SmallTable';
import { Tile } from '../../ui/Tile';
import { TopList } from '../../ui/TopList';
import { OverTime } from './OverTime';
import { attackerQueries, networkOf } from './queries';

const ranges: Record<string, string> = { '1': '24 hours', '7': '7 days', '30': '30 days' };
const every = 30_000;

/** All that is known of one source address. */
export default function AttackerPage() {
  const styles = useDashboardStyles();
  const parameters: { address?: string } = useParams({ strict: false });
  const address = parameters.address ?? '';
  const [{ days: given = '7' }, change] = useUrlState();
  const days = given in ranges ? Number(given) : 7;
  const queries = useMemo(() => attackerQueries(address, days), [address, days]);
  const figures = useRows(queries.figures, every);
  const overTime = useRows(queries.overTime, every);
  const users = useRows(queries.users, every);
  const hosts = useRows(queries.hosts, every);
  const clients = useRows(queries.clients, every);
  const neighbours = useRows(queries.neighbours, every);
  const indicators = useRows(queries.indicators, every);
  const alerts = useRows(queries.alerts, every);
  const all = [figures, overTime, users, hosts, clients, neighbours, indicators, alerts];
  const failed = all.find((each) => each.error !== null);
  const known = figures.data?.[0] ?? {};
  const timespan = `P${days}D`;
  const nothing = count(known.Attempts) === 0 && clients.data?.length === 0;

  return (
    <div className={styles.page}>
      <PageHeader title={address} before="Source address">
        <RangePicker
          ranges={ranges}
          value={String(days)}
          onChange={(value) => change({ days: value })}
        />
      </PageHeader>
      {failed?.error && (
        <div className={styles.bar}>
          <ErrorBar
            title="Not all could be loaded."
            error={failed.error}
            onRetry={() => void failed.refetch()}
          />
        </div>
      )}
      {figures.isPending && <SkeletonLines count={4} size={96} />}
      {figures.data && nothing && (
        <EmptyState
          title="Never seen"
          text={`No sign-in and no connection to the sensor came from this address in the last ${ranges[String(days)] ?? ''}.`}
        />
      )}
      {figures.data && !nothing && (
        <div className={styles.grid}>
          <Tile
            title="In short"
            query={queries.figures}
            timespan={timespan}
            className={styles.third}
          >
            <Facts
              facts={[
                ['Sign-ins', formatCount(count(known.Attempts))],
                ['Failed', formatCount(count(known.Failures))],
                ['Accounts', formatCount(count(known.Accounts))],
                ['Hosts', formatCount(count(known.Hosts))],
                ['First seen', <Timestamp key="first" value={text(known.First)} form="exact" />],
                ['Last seen', <Timestamp key="last" value={text(known.Last)} form="exact" />],
              ]}
            />
          </Tile>
          <Tile
            title="Sign-ins over time"
            query={queries.overTime}
            timespan={timespan}
            className={styles.wide}
          >
            <OverTime rows={overTime.data ?? []} days={days} />
          </Tile>
          <Tile title="Accounts" query={queries.users} timespan={timespan} className={styles.third}>
            <TopList rows={users.data} name="User" counted="Attempts" empty="None." />
          </Tile>
          <Tile title="Hosts" query={queries.hosts} timespan={timespan} className={styles.third}>
            <TopList rows={hosts.data} name="Computer" counted="Attempts" empty="None." />
          </Tile>
          <Tile
            title={`Others of ${networkOf(address) ?? 'its network'}`}
            query={queries.neighbours}
            timespan={timespan}
            className={styles.third}
          >
            <TopList
              rows={neighbours.data}
              name="IpAddress"
              counted="Attempts"
              empty="No other address of its network failed to sign in."
              show={(neighbour) => <AttackerLink address={neighbour} />}
            />
          </Tile>
          <Tile title="Alerts" query={queries.alerts} timespan={timespan} className={styles.half}>
            <SmallTable
              label="Alerts"
              columns={['Time', 'Alert', 'Severity']}
              empty="No alert names this address."
              rows={(alerts.data ?? []).map((row, n) => ({
                key: String(n),
                cells: [
                  <Timestamp key="time" value={text(row.TimeGenerated)} />,
                  text(row.AlertName),
                  text(row.AlertSeverity),
                ],
              }))}
            />
          </Tile>
          <Tile title="Threat intelligence" query={queries.indicators} className={styles.half}>
            <SmallTable
              label="Threat intelligence"
              columns={['Source', 'Confidence', 'Valid until', 'Tags']}
              empty="No indicator names this address."
              rows={(indicators.data ?? []).map((row, n) => ({
                key: String(n),
                cells: [
                  text(row.Source),
                  text(row.Confidence),
                  <Timestamp key="until" value={text(row.ValidUntil)} form="exact" />,
                  text(row.Tags),
                ],
              }))}
            />
          </Tile>
          <Tile
            title="Clients that the sensor saw"
            query={queries.clients}
            timespan={timespan}
            className={styles.half}
          >
            <SmallTable
              label="Clients"
              columns={['Tool', 'Mode', 'Client', 'JA4', 'Connections', 'Last']}
              empty="It did not connect to the RDP sensor."
              rows={(clients.data ?? []).map((row, n) => ({
                key: String(n),
                cells: [
                  text(row.Tool),
                  text(row.SecurityMode),
                  text(row.ClientName),
                  text(row.Ja4),
                  formatCount(count(row.Connections)),
                  <Timestamp key="last" value={text(row.Last)} />,
                ],
              }))}
            />
          </Tile>
        </div>
      )}
    </div>
  );
}
