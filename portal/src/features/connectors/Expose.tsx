import {
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
} from '@fluentui/react-components';
import { Link } from '@tanstack/react-router';
import type { Sensor } from '../../api/sensor';
import { CommandBlock } from '../../ui/CommandBlock';

const useStyles = makeStyles({
  list: { margin: 0, paddingLeft: '20px', display: 'grid', rowGap: '12px' },
  step: { marginBottom: '6px' },
});

/** A port that needs no privileges. */
const highPort = 3390;

/** How to let strangers reach the sensor, and what that means. */
export function Expose({ sensor }: { sensor: Sensor }) {
  const styles = useStyles();
  const port = sensor.listening ? sensor.port : highPort;
  return (
    <>
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>Strangers will come.</MessageBarTitle>
          An open RDP port is found within hours. Use a machine and a network where nothing else is
          at stake, and decoy passwords that are used nowhere else.
        </MessageBarBody>
      </MessageBar>
      <ol className={styles.list} style={{ marginTop: '16px' }}>
        <li>
          <Link to="/connectors/rdp">Let it listen</Link> on 0.0.0.0 and a port above 1023, such as{' '}
          {highPort}. The part <code>rdp</code> of <code>vedette.yaml</code> does the same.
        </li>
        <li>
          <div className={styles.step}>
            Let the port of RDP lead to the sensor, which runs without privileges.
          </div>
          <CommandBlock
            command={`sudo iptables -t nat -A PREROUTING -p tcp --dport 3389 -j REDIRECT --to-ports ${port}`}
          />
        </li>
        <li>
          <div className={styles.step}>Open it in the machine&apos;s firewall, here ufw.</div>
          <CommandBlock command={`sudo ufw allow ${port}/tcp`} />
        </li>
        <li>
          <div className={styles.step}>Try it from another machine; the attempt appears above.</div>
          <CommandBlock command="xfreerdp /v:ADDRESS:3389 /u:test /p:test /cert:ignore +auth-only" />
        </li>
      </ol>
    </>
  );
}
