import { Badge, Text } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { fetchSensor, sensorKey, type Sensor } from '../../api/sensor';
import { count, useRows } from '../../api/useRows';
import { formatCount } from '../../time/format';
import { AttackerLink } from '../../ui/AttackerLink';
import { useDashboardStyles } from '../../ui/dashboardStyles';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorBar } from '../../ui/ErrorBar';
import { Facts } from '../../ui/Facts';
import { PageHeader } from '../../ui/PageHeader';
import { SkeletonLines } from '../../ui/SkeletonLines';
import { Tile } from '../../ui/Tile';
import { TopList } from '../../ui/TopList';
import { Attempts } from './Attempts';
import { Expose } from './Expose';
import { stateNames, windowsNames } from '../sensor/parts';
import { RemoteSensors } from './RemoteSensors';
import { figures, latestConnections, topSources, topUsers } from './queries';

const every = 5_000;

export default function ConnectorsPage() {
  const styles = useDashboardStyles();
  const sensor = useQuery({
    queryKey: sensorKey,
    queryFn: ({ signal }) => fetchSensor(signal),
    refetchInterval: every,
  });
  const latest = useRows(latestConnections, every);
  const sources = useRows(topSources, every);
  const users = useRows(topUsers, every);
  const failed = [sensor, latest, sources, users].find((each) => each.error !== null);

  return (
    <div className={styles.page}>
      <PageHeader title="Data connectors" />
      {failed?.error && (
        <div className={styles.bar}>
          <ErrorBar
            title="The connectors could not be loaded."
            error={failed.error}
            onRetry={() => void failed.refetch()}
          />
        </div>
      )}
      {sensor.data?.fault && (
        <div className={styles.bar}>
          <ErrorBar title="The RDP sensor does not run:" error={sensor.data.fault} />
        </div>
      )}
      {sensor.isPending && <SkeletonLines count={4} size={96} />}
      {sensor.data && (
        <div className={styles.grid}>
          <Tile
            title="RDP sensor"
            className={styles.half}
            action={
              <>
                <Badge appearance="tint" color={sensor.data.listening ? 'success' : 'subtle'}>
                  {sensor.data.listening ? 'Listening' : 'Off'}
                </Badge>
                <Link to="/connectors/rdp">Settings</Link>
              </>
            }
          >
            <Persona sensor={sensor.data} />
          </Tile>
          <Tile title="Decoy accounts" className={styles.half}>
            <Decoys sensor={sensor.data} />
          </Tile>
          <Tile title="Sensors on other machines" className={styles.all}>
            <RemoteSensors every={every} />
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
            <TopList
              rows={sources.data}
              name="SourceIp"
              counted="Connections"
              empty="None yet."
              show={(address) => <AttackerLink address={address} />}
            />
          </Tile>
          <Tile title="Top users of 7 days" query={topUsers} className={styles.half}>
            <TopList rows={users.data} name="UserName" counted="Attempts" empty="None yet." />
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
  const { settings } = sensor;
  if (!settings.enabled) {
    return (
      <EmptyState
        title="No sensor"
        text="With a sensor this machine passes for a Windows host with Remote Desktop, and writes the sign-in events such a host would write."
        action={<Link to="/connectors/rdp">Set it up</Link>}
      />
    );
  }
  return (
    <Facts
      facts={[
        ['Address', sensor.listening ? `${sensor.address ?? ''} port ${sensor.port}` : 'none'],
        ['Passes for', [settings.computer, settings.domain].filter(Boolean).join('.')],
        ['Windows', windowsNames[settings.windows]],
        ['Security', settings.security.join(', ')],
        ['Connections', `${formatCount(count(day.Connections))} in 24 h`],
        ['Attempts', `${formatCount(count(day.Attempts))} in 24 h`],
        ['Sources', `${formatCount(count(day.Sources))} in 24 h`],
        ['Refused', `${formatCount(sensor.refused)} since the start, being too many`],
      ]}
    />
  );
}

function Decoys({ sensor }: { sensor: Sensor }) {
  const { decoys } = sensor.settings;
  if (decoys.length === 0) {
    return <Text>None: every attempt fails. Name some to see who finds them.</Text>;
  }
  return (
    <Facts
      facts={decoys.map(({ name, state, acceptAfter }): [string, string] => {
        const words = stateNames[state] ?? state;
        return [name, acceptAfter ? `${words}, opens after ${acceptAfter} wrong passwords` : words];
      })}
    />
  );
}
