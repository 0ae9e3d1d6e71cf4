import {
  Checkbox,
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  Switch,
  Text,
} from '@fluentui/react-components';
import { isLoopback } from './form';
import type { PartProps } from './parts';
import { useFormStyles } from './useFormStyles';

interface Props extends PartProps {
  /** Where it listens now, in words. */
  now: string;
  /** Whether the person must say that strangers may come, and has said so. */
  asks: boolean;
  agreed: boolean;
  onAgree: (agreed: boolean) => void;
}

/** Whether the sensor runs, and where it listens. */
export function ListeningPart({
  form,
  mistakes,
  disabled,
  onChange,
  now,
  asks,
  agreed,
  onAgree,
}: Props) {
  const styles = useFormStyles();
  return (
    <div className={styles.fields}>
      <Switch
        className={styles.all}
        label="Run the sensor"
        checked={form.enabled}
        disabled={disabled}
        onChange={(_, { checked }) => onChange({ enabled: checked })}
      />
      <Field
        label="Address"
        hint="0.0.0.0 for all that this machine has"
        validationMessage={mistakes.bind}
      >
        <Input
          value={form.bind}
          disabled={disabled}
          onChange={(_, { value }) => onChange({ bind: value })}
        />
      </Field>
      <Field
        label="Port"
        hint="Below 1024 takes privileges; 0 is any free one"
        validationMessage={mistakes.port}
      >
        <Input
          inputMode="numeric"
          value={form.port}
          disabled={disabled}
          onChange={(_, { value }) => onChange({ port: value })}
        />
      </Field>
      <Text className={styles.all}>{now}</Text>
      {form.enabled && !isLoopback(form.bind) && (
        <div className={styles.all}>
          <MessageBar intent="warning" layout="multiline">
            <MessageBarBody>
              <MessageBarTitle>Strangers will come.</MessageBarTitle>
              At this address other machines can reach the sensor, and an open RDP port is found
              within hours. Use a machine and a network where nothing else is at stake, and decoy
              passwords that are used nowhere else.
              {asks && (
                <div>
                  <Checkbox
                    label="I want other machines to reach it"
                    checked={agreed}
                    disabled={disabled}
                    onChange={(_, { checked }) => onAgree(checked === true)}
                  />
                </div>
              )}
            </MessageBarBody>
          </MessageBar>
        </div>
      )}
    </div>
  );
}
