import { Button, Text } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { fetchSensorVersions, sensorVersionsKey, type Sensor } from '../../api/sensor';
import { Timestamp } from '../../time/Timestamp';
import { ErrorBar } from '../../ui/ErrorBar';
import { SmallTable } from '../../ui/SmallTable';

interface Props {
  sensor: Sensor;
  disabled: boolean;
  onRestore: (version: number) => void;
}

/** Who changed what, with a way back to each version and to the file. */
export function Versions({ sensor, disabled, onRestore }: Props) {
  const versions = useQuery({
    queryKey: sensorVersionsKey,
    queryFn: ({ signal }) => fetchSensorVersions(signal),
  });
  if (versions.error) {
    return <ErrorBar title="The versions could not be loaded." error={versions.error} />;
  }
  return (
    <>
      {sensor.saved && (
        <Text block style={{ marginBottom: '8px' }}>
          The settings in force were saved here; the part <code>rdp</code> of{' '}
          <code>vedette.yaml</code> waits until somebody goes back to it.
        </Text>
      )}
      <SmallTable
        label="Earlier versions"
        columns={['Version', 'Time', 'By', 'Changes', 'Way back']}
        empty="Nothing was ever saved here: the settings are those of the file vedette.yaml."
        rows={(versions.data ?? []).map(({ version, at, by, changes }) => ({
          key: String(version),
          cells: [
            version,
            <Timestamp key="time" value={at} />,
            by,
            changes,
            version === sensor.version ? (
              'In force'
            ) : (
              <Button
                key="restore"
                size="small"
                disabled={disabled}
                aria-label={`Restore version ${version}`}
                onClick={() => onRestore(version)}
              >
                Restore
              </Button>
            ),
          ],
        }))}
      />
      {sensor.saved && (
        <Button
          style={{ alignSelf: 'flex-start', marginTop: '12px' }}
          disabled={disabled}
          onClick={() => onRestore(0)}
        >
          Go back to the file
        </Button>
      )}
    </>
  );
}
