import { Text } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { fetchRemoteSensors } from '../../api/sensor';
import { formatCount } from '../../time/format';
import { Timestamp } from '../../time/Timestamp';
import { CommandBlock } from '../../ui/CommandBlock';
import { ErrorBar } from '../../ui/ErrorBar';
import { SmallTable } from '../../ui/SmallTable';

/** The sensors that run alone and deliver to this server. */
export function RemoteSensors({ every }: { every: number }) {
  const sensors = useQuery({
    queryKey: ['sensors'],
    queryFn: ({ signal }) => fetchRemoteSensors(signal),
    refetchInterval: every,
  });
  if (sensors.error) {
    return (
      <ErrorBar
        title="The sensors could not be loaded."
        error={sensors.error}
        onRetry={() => void sensors.refetch()}
      />
    );
  }
  if (sensors.data?.length === 0) {
    return (
      <>
        <Text block style={{ marginBottom: '6px' }}>
          None. A sensor on another machine keeps what it sees until this server has it.
        </Text>
        <CommandBlock command="./vedette admin add-sensor NAME" />
      </>
    );
  }
  return (
    <SmallTable
      label="Sensors on other machines"
      columns={['Name', 'Last heard', 'Passes for', 'Address', 'Bytes waiting', 'Rows lost']}
      empty=""
      rows={(sensors.data ?? []).map((sensor) => ({
        key: sensor.name,
        cells: [
          sensor.name,
          sensor.lastHeard ? <Timestamp key="heard" value={sensor.lastHeard} /> : 'never',
          sensor.computer ?? '',
          sensor.address ?? '',
          sensor.waitingBytes == null ? '' : formatCount(sensor.waitingBytes),
          sensor.lost == null ? '' : formatCount(sensor.lost),
        ],
      }))}
    />
  );
}
