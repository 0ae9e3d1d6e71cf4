import { Badge, Text, makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { fetchSensor, type Sensor } from '../../api/sensor';
import { count, text, useRows } from '../../api/useRows';
import { formatCount } from '../../time/format';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorBar } from '../../ui/ErrorBar';
import { Facts } from '../../ui/Facts';
import { PageHeader } from '../../ui/PageHeader';
import { SkeletonLines } from '../../ui/SkeletonLines';
import { Tile } from '../../ui/Tile';
import { TopList } from '../../ui/TopList';
import { Attempts, Sources } from './Attempts';
import { Expose } from './Expose';
import { figures, latestConnections, topSources, topUsers } from './queries';

const every = 5_000;

const useStyles = makeStyles({
  page: { backgroundColor: tokens.colorNeutralBackground2, minHeight: '100%' },
  grid: {
    display: 'grid',
    gridTemplateColumns: 'repeat(12, minmax(0, 1fr))',
    gap: '12px',
    padding: '4px 20px 24px',
    '@media (max-width: 800px)': { padding: '4px 12px 24px', gap: '8px' },
  },
  half: { gridColumn: 'span 6', '@media (max-width: 1100px)': { gridColumn: '1 / -1' } },
  all: { gridColumn: '1 / -1' },
  bar: { padding: '0 20px 12px' },
});

export default function ConnectorsPage() {
  const styles = useStyles();
  const sensor = useQuery({
    queryKey: ['sensor'],
    queryFn: ({ signal }) => fetchSensor(signal),
    refetchInterval: every,
  });
  const latest = useRows(latestConnections, every);
  const sources = useRows(topSources, every);
  const users = useRows(topUsers, every);
  const error = sensor.error ?? latest.error ?? sources.error ?? users.error;

  return (
    <div className={styles.page}>
      <PageHeader title="Data connectors" />
      {error && (
        <div className={styles.bar}>
          <ErrorBar
            title="The connectors could not be loaded."
            error={error}
            onRetry={() => void sensor.refetch()}
          />
        </div>
      )}
      {sensor.isPending && <SkeletonLines count={4} size={96} />}
      {sensor.data && (
        <div className={styles.grid}>
          <Tile
            title="RDP sensor"
            className={styles.half}
            action={
              <Badge appearance="tint" color={sensor.data.listening ? 'success' : 'subtle'}>
                {sensor.data.listening ? 'Listening' : 'Off'}
              </Badge>
            }
          >
            <Persona sensor={sensor.data} />
          </Tile>
          <Tile title="Decoy accounts" className={styles.half}>
            <Decoys sensor={sensor.data} />
          </Tile>
          <Tile
            title="Latest connections"
            query={latestConnections}
            timespan="P7D"
            className={styles.all}
          >
            <Attempts rows={latest.data ?? []} />
          </Tile>
          <Tile title="Top sources of 7 days" query={topSources} className={styles.half}>
            <Sources rows={sources.data ?? []} />
          </Tile>
          <Tile title="Top users of 7 days" query={topUsers} className={styles.half}>
            <TopList
              empty="None yet."
              items={(users.data ?? []).map((row) => ({
                key: text(row.UserName),
                name: text(row.UserName),
                count: count(row.Attempts),
              }))}
            />
          </Tile>
          <Tile title="Expose it" className={styles.all}>
            <Expose sensor={sensor.data} />
          </Tile>
        </div>
      )}
    </div>
  );
}

/** The machine that the sensor passes for, and how much it has met. */
function Persona({ sensor }: { sensor: Sensor }) {
  const day = useRows(figures, every).data?.[0] ?? {};
  const { persona } = sensor;
  if (!persona) {
    return (
      <EmptyState
        title="No sensor"
        text="With a sensor this machine passes for a Windows host with Remote Desktop, and writes the sign-in events such a host would write. The steps are below."
      />
    );
  }
  return (
    <Facts
      facts={[
        ['Address', sensor.listening ? `${sensor.address ?? ''} port ${sensor.port}` : 'none'],
        ['Passes for', [persona.computer, persona.domain].filter(Boolean).join('.')],
        ['Windows', persona.windows],
        ['Security', persona.security.join(', ')],
        ['Connections', `${formatCount(count(day.Connections))} in 24 h`],
        ['Attempts', `${formatCount(count(day.Attempts))} in 24 h`],
        ['Sources', `${formatCount(count(day.Sources))} in 24 h`],
        ['Refused', `${formatCount(sensor.refused)} since the start, being too many`],
      ]}
    />
  );
}

function Decoys({ sensor }: { sensor: Sensor }) {
  const decoys = sensor.persona?.decoys ?? [];
  if (decoys.length === 0) {
    return <Text>None: every attempt fails. Name some in vedette.yaml to see who finds them.</Text>;
  }
  return (
    <Facts
      facts={decoys.map(({ name, state, acceptAfter }): [string, string] => [
        name,
        acceptAfter > 0 ? `${state}, opens after ${acceptAfter} wrong passwords` : state,
      ])}
    />
  );
}
