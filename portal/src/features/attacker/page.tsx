import { Dropdown, Option, makeStyles, tokens } from '@fluentui/react-components';
import { useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { count, text, useRows, type Row } from '../../api/useRows';
import { useUrlState } from '../../app/urlState';
import { formatCount } from '../../time/format';
import { Timestamp } from '../../time/Timestamp';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorBar } from '../../ui/ErrorBar';
import { Facts } from '../../ui/Facts';
import { PageHeader } from '../../ui/PageHeader';
import { SkeletonLines } from '../../ui/SkeletonLines';
import { SmallTable } from '../../ui/SmallTable';
import { Tile } from '../../ui/Tile';
import { TopList } from '../../ui/TopList';
import { Attacker } from '../connectors/Attempts';
import { OverTime } from './OverTime';
import { attackerQueries, networkOf } from './queries';

const ranges: Record<string, string> = { '1': '24 hours', '7': '7 days', '30': '30 days' };
const every = 30_000;

const useStyles = makeStyles({
  page: { backgroundColor: tokens.colorNeutralBackground2, minHeight: '100%' },
  grid: {
    display: 'grid',
    gridTemplateColumns: 'repeat(12, minmax(0, 1fr))',
    gap: '12px',
    padding: '4px 20px 24px',
    '@media (max-width: 800px)': { padding: '4px 12px 24px', gap: '8px' },
  },
  third: { gridColumn: 'span 4', '@media (max-width: 1100px)': { gridColumn: '1 / -1' } },
  wide: { gridColumn: 'span 8', '@media (max-width: 1100px)': { gridColumn: '1 / -1' } },
  half: { gridColumn: 'span 6', '@media (max-width: 1100px)': { gridColumn: '1 / -1' } },
  bar: { padding: '0 20px 12px' },
});

/** All that is known of one source address. */
export default function AttackerPage() {
  const styles = useStyles();
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
        <Dropdown
          aria-label="Time range"
          value={`Last ${ranges[String(days)] ?? ''}`}
          selectedOptions={[String(days)]}
          onOptionSelect={(_, option) => change({ days: option.optionValue })}
          style={{ minWidth: '140px' }}
        >
          {Object.entries(ranges).map(([value, name]) => (
            <Option key={value} value={value}>{`Last ${name}`}</Option>
          ))}
        </Dropdown>
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
            <Top rows={users.data} name="User" count="Attempts" />
          </Tile>
          <Tile title="Hosts" query={queries.hosts} timespan={timespan} className={styles.third}>
            <Top rows={hosts.data} name="Computer" count="Attempts" />
          </Tile>
          <Tile
            title={`Others of ${networkOf(address) ?? 'its network'}`}
            query={queries.neighbours}
            timespan={timespan}
            className={styles.third}
          >
            <TopList
              empty="No other address of its network failed to sign in."
              items={(neighbours.data ?? []).map((row) => ({
                key: text(row.IpAddress),
                name: <Attacker address={text(row.IpAddress)} />,
                count: count(row.Attempts),
              }))}
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

function Top({ rows, name, count: counted }: { rows?: Row[]; name: string; count: string }) {
  return (
    <TopList
      empty="None."
      items={(rows ?? []).map((row) => ({
        key: text(row[name]),
        name: text(row[name]) || '(none)',
        count: count(row[counted]),
      }))}
    />
  );
}
