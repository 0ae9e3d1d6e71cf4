import { Checkbox, Field, Input } from '@fluentui/react-components';
import { Choice } from './Choice';
import { windowsNames, type PartProps } from './parts';
import { useFormStyles } from './useFormStyles';

const modes: Record<string, string> = {
  nla: 'Network level authentication',
  tls: 'TLS alone',
  rdp: 'Standard RDP security, for old tools',
};

const policies: Record<string, string> = {
  encrypted: 'Kept encrypted',
  hashed: 'Kept as a hash',
  dropped: 'Dropped',
};

/** The machine that the sensor passes for. */
export function MachinePart({ form, mistakes, disabled, onChange }: PartProps) {
  const styles = useFormStyles();
  return (
    <div className={styles.fields}>
      <Field label="Computer" validationMessage={mistakes.computer}>
        <Input
          value={form.computer}
          disabled={disabled}
          onChange={(_, { value }) => onChange({ computer: value })}
        />
      </Field>
      <Field label="Domain" hint="Empty for a machine in none" validationMessage={mistakes.domain}>
        <Input
          value={form.domain}
          disabled={disabled}
          placeholder="corp.example"
          onChange={(_, { value }) => onChange({ domain: value })}
        />
      </Field>
      <Field label="Windows" validationMessage={mistakes.windows}>
        <Choice
          options={windowsNames}
          value={form.windows}
          disabled={disabled}
          onChange={(windows) => onChange({ windows })}
        />
      </Field>
      <Field label="Passwords that clients tell" validationMessage={mistakes.passwords}>
        <Choice
          options={policies}
          value={form.passwords}
          disabled={disabled}
          onChange={(passwords) => onChange({ passwords })}
        />
      </Field>
      <Field
        className={styles.all}
        label="Security that clients may choose"
        validationMessage={mistakes.security}
      >
        <div role="group" aria-label="Security that clients may choose" className={styles.boxes}>
          {Object.entries(modes).map(([mode, words]) => (
            <Checkbox
              key={mode}
              label={words}
              checked={form.security.includes(mode)}
              disabled={disabled}
              onChange={(_, { checked }) =>
                onChange({
                  security: Object.keys(modes).filter((each) =>
                    each === mode ? checked === true : form.security.includes(each),
                  ),
                })
              }
            />
          ))}
        </div>
      </Field>
    </div>
  );
}
