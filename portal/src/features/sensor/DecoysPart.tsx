import { Button, Field, Input, Text, makeStyles, tokens } from '@fluentui/react-components';
import { AddRegular, DeleteRegular, EyeRegular } from '@fluentui/react-icons';
import { useRef } from 'react';
import { fetchDecoyPassword } from '../../api/sensor';
import { useMay } from '../../app/session';
import { useToasts } from '../../ui/toasts';
import { Choice } from './Choice';
import type { DecoyForm } from './form';
import { stateNames, type PartProps } from './parts';
import { useFormStyles } from './useFormStyles';

const useStyles = makeStyles({
  list: { listStyle: 'none', margin: '0 0 12px', padding: 0 },
  decoy: {
    display: 'grid',
    gridTemplateColumns: '2fr minmax(0, 2fr) minmax(0, 1.5fr) minmax(0, 1.5fr) auto',
    gap: '8px 12px',
    alignItems: 'start',
    padding: '8px 0 12px',
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    '@media (max-width: 800px)': { gridTemplateColumns: 'repeat(2, minmax(0, 1fr))' },
  },
  remove: {
    marginTop: '26px',
    '@media (max-width: 800px)': { marginTop: 0, gridColumn: '1 / -1', justifySelf: 'end' },
  },
});

/** The accounts that attackers may find. */
export function DecoysPart({ form, mistakes, disabled, onChange }: PartProps) {
  const styles = useStyles();
  const fields = useFormStyles();
  const next = useRef(form.decoys.length);
  const toasts = useToasts();
  const owner = useMay('Owner');
  const change = (id: number, values: Partial<DecoyForm>) =>
    onChange({
      decoys: form.decoys.map((each) => (each.id === id ? { ...each, ...values } : each)),
    });
  const show = async ({ id, was }: DecoyForm) => {
    if (was === undefined) return;
    try {
      const { password } = await fetchDecoyPassword(was);
      change(id, { password });
    } catch (error) {
      toasts.failure('The password was not shown', error);
    }
  };
  return (
    <>
      {mistakes.decoys && <Text role="alert">{mistakes.decoys}</Text>}
      {form.decoys.length === 0 ? (
        <Text block style={{ marginBottom: '12px' }}>
          None: every attempt fails.
        </Text>
      ) : (
        <ul className={styles.list}>
          {form.decoys.map((decoy, n) => {
            const title = decoy.name || `decoy ${n + 1}`;
            const mistake = (name: string) => mistakes[`decoys[${n}].${name}`];
            return (
              <li key={decoy.id} className={styles.decoy} aria-label={title}>
                <Field label="Account" validationMessage={mistake('name')}>
                  <Input
                    className={fields.narrow}
                    value={decoy.name}
                    disabled={disabled}
                    onChange={(_, { value }) => change(decoy.id, { name: value })}
                  />
                </Field>
                <Field label="Password" validationMessage={mistake('password')}>
                  <Input
                    className={fields.narrow}
                    autoComplete="off"
                    value={decoy.password}
                    disabled={disabled}
                    placeholder={decoy.was === undefined ? '' : 'Unchanged'}
                    contentAfter={
                      owner && decoy.was !== undefined && decoy.password === '' ? (
                        <Button
                          appearance="transparent"
                          size="small"
                          icon={<EyeRegular />}
                          aria-label={`Show the password of ${title}`}
                          title="Show the password; this is noted in the audit trail"
                          onClick={() => void show(decoy)}
                        />
                      ) : undefined
                    }
                    onChange={(_, { value }) => change(decoy.id, { password: value })}
                  />
                </Field>
                <Field label="State" validationMessage={mistake('state')}>
                  <Choice
                    options={stateNames}
                    value={decoy.state}
                    disabled={disabled}
                    onChange={(state) => change(decoy.id, { state })}
                  />
                </Field>
                <Field
                  label="Opens after"
                  hint="wrong passwords; empty for never"
                  validationMessage={mistake('acceptAfter')}
                >
                  <Input
                    className={fields.narrow}
                    inputMode="numeric"
                    value={decoy.acceptAfter}
                    disabled={disabled}
                    onChange={(_, { value }) => change(decoy.id, { acceptAfter: value })}
                  />
                </Field>
                <Button
                  className={styles.remove}
                  appearance="subtle"
                  icon={<DeleteRegular />}
                  disabled={disabled}
                  aria-label={`Remove ${title}`}
                  onClick={() =>
                    onChange({ decoys: form.decoys.filter((each) => each.id !== decoy.id) })
                  }
                />
              </li>
            );
          })}
        </ul>
      )}
      <Button
        icon={<AddRegular />}
        disabled={disabled}
        style={{ alignSelf: 'flex-start' }}
        onClick={() =>
          onChange({
            decoys: [
              ...form.decoys,
              { id: next.current++, name: '', password: '', state: 'ok', acceptAfter: '' },
            ],
          })
        }
      >
        Add an account
      </Button>
    </>
  );
}
