import { Dropdown, Label, Option, makeStyles, tokens } from '@fluentui/react-components';
import {
  severities,
  statuses,
  type IncidentStatus,
  type IncidentSummary,
  type Severity,
} from '../../api/incidents';
import { SeverityMark, StatusMark } from '../../ui/Severity';
import { OwnerPicker } from './OwnerPicker';
import { useIncidentChange } from './useIncidentChange';

const useStyles = makeStyles({
  root: {
    display: 'grid',
    gridTemplateColumns: 'repeat(3, minmax(0, 1fr))',
    gap: '8px',
    paddingBottom: '16px',
    marginBottom: '16px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  field: { display: 'flex', flexDirection: 'column', minWidth: 0, rowGap: '2px' },
  label: { color: tokens.colorNeutralForeground3 },
  dropdown: { minWidth: 0, width: '100%' },
});

interface Props {
  incident: IncidentSummary;
  /** Called when the person chose Closed: that needs a classification first. */
  onCloseRequested: () => void;
}

/** Owner, status and severity, each changed where it stands. */
export function IncidentControls({ incident, onCloseRequested }: Props) {
  const styles = useStyles();
  const change = useIncidentChange(incident);
  const busy = change.isPending;
  return (
    <div className={styles.root}>
      <div className={styles.field}>
        <Label size="small" className={styles.label}>
          Owner
        </Label>
        <OwnerPicker
          owner={incident.owner}
          disabled={busy}
          onChange={(owner) => change.mutate({ owner })}
        />
      </div>
      <div className={styles.field}>
        <Label size="small" className={styles.label}>
          Status
        </Label>
        <Dropdown
          aria-label="Status"
          size="small"
          disabled={busy}
          className={styles.dropdown}
          button={<StatusMark value={incident.status} />}
          selectedOptions={[incident.status]}
          onOptionSelect={(_, { optionValue }) => {
            const status = optionValue as IncidentStatus;
            if (status === 'Closed') onCloseRequested();
            else if (status !== incident.status) change.mutate({ status });
          }}
        >
          {statuses.map((status) => (
            <Option key={status} value={status} text={status}>
              <StatusMark value={status} />
            </Option>
          ))}
        </Dropdown>
      </div>
      <div className={styles.field}>
        <Label size="small" className={styles.label}>
          Severity
        </Label>
        <Dropdown
          aria-label="Severity"
          size="small"
          disabled={busy}
          className={styles.dropdown}
          button={<SeverityMark value={incident.severity} />}
          selectedOptions={[incident.severity]}
          onOptionSelect={(_, { optionValue }) => {
            const severity = optionValue as Severity;
            if (severity !== incident.severity) change.mutate({ severity });
          }}
        >
          {severities.map((severity) => (
            <Option key={severity} value={severity} text={severity}>
              <SeverityMark value={severity} />
            </Option>
          ))}
        </Dropdown>
      </div>
    </div>
  );
}
