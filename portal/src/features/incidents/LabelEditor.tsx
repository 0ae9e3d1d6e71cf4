import {
  Button,
  Input,
  InteractionTag,
  InteractionTagPrimary,
  InteractionTagSecondary,
  makeStyles,
} from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { IncidentSummary } from '../../api/incidents';
import { useIncidentChange } from './useIncidentChange';

const useStyles = makeStyles({
  root: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '6px' },
  input: { width: '160px' },
});

/** Tags of an incident: take one away, add one. */
export function LabelEditor({ incident }: { incident: IncidentSummary }) {
  const styles = useStyles();
  const change = useIncidentChange(incident);
  const [adding, setAdding] = useState(false);
  const [text, setText] = useState('');
  const add = () => {
    const label = text.trim();
    setAdding(false);
    setText('');
    if (label !== '' && !incident.labels.includes(label)) {
      change.mutate({ labels: [...incident.labels, label] });
    }
  };
  return (
    <div className={styles.root}>
      {incident.labels.map((label) => (
        <InteractionTag key={label} size="small" shape="circular" appearance="brand">
          <InteractionTagPrimary hasSecondaryAction>{label}</InteractionTagPrimary>
          <InteractionTagSecondary
            aria-label={`Remove the tag ${label}`}
            disabled={change.isPending}
            onClick={() =>
              change.mutate({ labels: incident.labels.filter((each) => each !== label) })
            }
          />
        </InteractionTag>
      ))}
      {adding ? (
        <Input
          size="small"
          autoFocus
          className={styles.input}
          aria-label="New tag"
          value={text}
          onChange={(_, data) => setText(data.value)}
          onBlur={add}
          onKeyDown={(event) => {
            if (event.key === 'Enter') add();
            if (event.key === 'Escape') {
              event.preventDefault();
              setText('');
              setAdding(false);
            }
          }}
        />
      ) : (
        <Button
          size="small"
          appearance="subtle"
          icon={<AddRegular />}
          disabled={change.isPending}
          onClick={() => setAdding(true)}
        >
          Add tag
        </Button>
      )}
    </div>
  );
}
