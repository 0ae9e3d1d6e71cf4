import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import {
  fetchSensor,
  restoreSensor,
  saveSensor,
  sensorKey,
  sensorVersionsKey,
  type Sensor,
} from '../../api/sensor';
import { useMay } from '../../app/session';
import { useDashboardStyles } from '../../ui/dashboardStyles';
import { ErrorBar } from '../../ui/ErrorBar';
import { PageHeader } from '../../ui/PageHeader';
import { SkeletonLines } from '../../ui/SkeletonLines';
import { Tile } from '../../ui/Tile';
import { DecoysPart } from './DecoysPart';
import { LimitsPart } from './LimitsPart';
import { ListeningPart } from './ListeningPart';
import { MachinePart } from './MachinePart';
import { Versions } from './Versions';
import { formOf, isLoopback, mistakesOf, settingsOf, type SensorForm } from './form';

/** What was done last, and the version that held before it. */
interface Deed {
  words: string;
  before: number;
}

/** The settings of the RDP sensor. */
export default function SensorPage() {
  const styles = useDashboardStyles();
  const queryClient = useQueryClient();
  const sensor = useQuery({ queryKey: sensorKey, queryFn: ({ signal }) => fetchSensor(signal) });
  // The form keeps what somebody types until it is saved or given up, whatever is loaded meanwhile.
  const [generation, setGeneration] = useState(0);
  const [deed, setDeed] = useState<Deed>();
  const renew = (fresh: Sensor | undefined, done: Deed | undefined) => {
    if (fresh) queryClient.setQueryData(sensorKey, fresh);
    void queryClient.invalidateQueries({ queryKey: sensorVersionsKey });
    setDeed(done);
    setGeneration((before) => before + 1);
  };
  return (
    <div className={styles.page}>
      {sensor.data ? (
        <Editor key={generation} sensor={sensor.data} deed={deed} onRenew={renew} />
      ) : (
        <PageHeader title="RDP sensor" />
      )}
      {sensor.isPending && <SkeletonLines count={4} size={96} />}
      {sensor.error && (
        <div className={styles.bar}>
          <ErrorBar
            title="The settings could not be loaded."
            error={sensor.error}
            onRetry={() => void sensor.refetch()}
          />
        </div>
      )}
    </div>
  );
}

interface EditorProps {
  sensor: Sensor;
  deed: Deed | undefined;
  onRenew: (fresh: Sensor | undefined, deed: Deed | undefined) => void;
}

function Editor({ sensor, deed, onRenew }: EditorProps) {
  const styles = useDashboardStyles();
  const may = useMay('Contributor');
  const [base] = useState(sensor);
  const original = useMemo(() => formOf(base.settings), [base]);
  const [form, setForm] = useState<SensorForm>(original);
  const [agreed, setAgreed] = useState(false);
  const save = useMutation({
    mutationFn: () => saveSensor(settingsOf(form), base.version),
    onSuccess: (fresh) => onRenew(fresh, { words: whereNow(fresh), before: base.version }),
  });
  const restore = useMutation({
    mutationFn: (version: number) => restoreSensor(version, base.version),
    onSuccess: (fresh) => onRenew(fresh, { words: whereNow(fresh), before: base.version }),
  });
  const busy = save.isPending || restore.isPending;
  const disabled = busy || !may;
  const dirty = JSON.stringify(form) !== JSON.stringify(original);
  const exposed = form.enabled && !isLoopback(form.bind);
  const asks = exposed && !(base.settings.enabled && form.bind.trim() === base.settings.bind);
  const mistakes = mistakesOf(save.error);
  const error = save.error ?? restore.error;
  const part = {
    form,
    mistakes,
    disabled,
    onChange: (change: Partial<SensorForm>) => setForm((before) => ({ ...before, ...change })),
  };
  return (
    <>
      <PageHeader title="RDP sensor">
        <Link to="/connectors">Data connectors</Link>
        <Button disabled={!dirty || disabled} onClick={() => onRenew(undefined, undefined)}>
          Discard
        </Button>
        <Button
          appearance="primary"
          disabled={disabled || (!dirty && !base.fault) || (asks && !agreed)}
          onClick={() => save.mutate()}
        >
          Save and restart the sensor
        </Button>
      </PageHeader>
      <div className={styles.bar} aria-live="polite">
        {error && <ErrorBar title="The sensor was not changed." error={error} />}
        {!error && deed && !dirty && (
          <MessageBar intent="success" layout="multiline">
            <MessageBarBody>
              <MessageBarTitle>Done.</MessageBarTitle> {deed.words}
            </MessageBarBody>
            <MessageBarActions>
              <Button disabled={disabled} onClick={() => restore.mutate(deed.before)}>
                Undo
              </Button>
            </MessageBarActions>
          </MessageBar>
        )}
        {!error && base.fault && <ErrorBar title="The sensor does not run:" error={base.fault} />}
        {!may && (
          <MessageBar intent="info">
            <MessageBarBody>Changing the sensor takes the role Contributor.</MessageBarBody>
          </MessageBar>
        )}
      </div>
      <div className={styles.grid}>
        <Tile title="Where it listens" className={styles.half}>
          <ListeningPart
            {...part}
            now={whereNow(base)}
            asks={asks}
            agreed={agreed}
            onAgree={setAgreed}
          />
        </Tile>
        <Tile title="What it passes for" className={styles.half}>
          <MachinePart {...part} />
        </Tile>
        <Tile title="Decoy accounts" className={styles.all}>
          <DecoysPart {...part} />
        </Tile>
        <Tile title="Limits" className={styles.all}>
          <LimitsPart {...part} />
        </Tile>
        <Tile title="Versions" className={styles.all}>
          <Versions sensor={base} disabled={disabled} onRestore={(v) => restore.mutate(v)} />
        </Tile>
      </div>
    </>
  );
}

function whereNow({ listening, address, port }: Sensor): string {
  return listening
    ? `The sensor listens on ${address ?? ''} port ${port}.`
    : 'No sensor runs at present.';
}
