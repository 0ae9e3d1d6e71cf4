import { Field, Input, mergeClasses } from '@fluentui/react-components';
import { limitNames, type LimitName } from './form';
import type { PartProps } from './parts';
import { useFormStyles } from './useFormStyles';

const limits: Record<LimitName, { label: string; hint: string; unit: string }> = {
  connections: { label: 'Connections', hint: 'Open at the same time', unit: '' },
  perSource: { label: 'Connections of one address', hint: 'Open at the same time', unit: '' },
  step: { label: 'One step', hint: 'What a client may take for it', unit: 's' },
  session: { label: 'Session of a decoy', hint: 'How long it lasts', unit: 's' },
  longest: { label: 'A whole connection', hint: 'How long it may last', unit: 's' },
  tarpit: { label: 'Tarpit', hint: 'Wait before a wrong password is refused', unit: 's' },
};

/** What strangers may take of the machine. */
export function LimitsPart({ form, mistakes, disabled, onChange }: PartProps) {
  const styles = useFormStyles();
  return (
    <div className={mergeClasses(styles.fields, styles.three)}>
      {limitNames.map((name) => {
        const { label, hint, unit } = limits[name];
        return (
          <Field
            key={name}
            label={unit ? `${label}, seconds` : label}
            hint={hint}
            validationMessage={mistakes[`limits.${name}`]}
          >
            <Input
              className={styles.narrow}
              inputMode="numeric"
              value={form.limits[name]}
              disabled={disabled}
              onChange={(_, { value }) => onChange({ limits: { ...form.limits, [name]: value } })}
            />
          </Field>
        );
      })}
    </div>
  );
}
