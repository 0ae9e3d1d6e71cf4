import { Button, Field, Radio, RadioGroup, Textarea, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import type { IncidentChange } from '../../api/incidents';
import { classifications } from './classifications';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', rowGap: '16px' },
  actions: { display: 'flex', columnGap: '8px' },
});

interface Props {
  busy: boolean;
  onClose: (change: IncidentChange) => void;
  onCancel: () => void;
}

/** Asks what an incident turned out to be; it closes only with an answer and a comment. */
export function ClosePane({ busy, onClose, onCancel }: Props) {
  const styles = useStyles();
  const [chosen, setChosen] = useState<string>();
  const [comment, setComment] = useState('');
  const classification = classifications.find((each) => each.text === chosen);
  const close = () => {
    if (!classification) return;
    onClose({
      status: 'Closed',
      classification: classification.classification,
      classificationReason: classification.classificationReason || undefined,
      classificationComment: comment.trim(),
    });
  };
  return (
    <div className={styles.root}>
      <Field label="Classification" required>
        <RadioGroup value={chosen ?? ''} onChange={(_, data) => setChosen(data.value)}>
          {classifications.map(({ text }) => (
            <Radio key={text} value={text} label={text} />
          ))}
        </RadioGroup>
      </Field>
      <Field label="Comment" required hint="What was found, and what was done about it.">
        <Textarea
          rows={4}
          resize="vertical"
          value={comment}
          onChange={(_, data) => setComment(data.value)}
        />
      </Field>
      <div className={styles.actions}>
        <Button
          appearance="primary"
          disabled={busy || !classification || comment.trim() === ''}
          onClick={close}
        >
          Close incident
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </div>
  );
}
