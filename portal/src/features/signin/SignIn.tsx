import {
  Button,
  Card,
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  Text,
  Title2,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { ApiError, messageOf } from '../../api/problem';
import { signIn } from '../../api/session';
import { sessionKey } from '../../app/queryClient';
import { formatDuration } from '../../time/format';
import { Mark } from '../../ui/Mark';

const useStyles = makeStyles({
  page: {
    flexGrow: 1,
    display: 'grid',
    placeItems: 'center',
    padding: tokens.spacingHorizontalL,
    backgroundColor: tokens.colorNeutralBackground3,
    overflowY: 'auto',
  },
  card: { width: '100%', maxWidth: '400px', padding: '36px 32px 28px', rowGap: 0 },
  brand: { display: 'flex', alignItems: 'center', columnGap: '12px', marginBottom: '20px' },
  form: { display: 'flex', flexDirection: 'column', rowGap: '16px', marginTop: '20px' },
  hint: {
    color: tokens.colorNeutralForeground2,
    marginTop: '20px',
    paddingTop: '16px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
});

export function SignIn() {
  const styles = useStyles();
  const queryClient = useQueryClient();
  const [username, setUsername] = useState('admin');
  const [password, setPassword] = useState('');
  const attempt = useMutation({
    mutationFn: () => signIn(username, password),
    onSuccess: (session) => queryClient.setQueryData(sessionKey, session),
    onError: () => setPassword(''),
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    attempt.mutate();
  };
  return (
    <main className={styles.page}>
      <Card className={styles.card}>
        <div className={styles.brand}>
          <Mark size={32} />
          <Text size={500} weight="semibold">
            Vedette
          </Text>
        </div>
        <Title2 as="h1">Sign in</Title2>
        <form className={styles.form} onSubmit={submit}>
          {attempt.error && (
            <MessageBar intent="error" layout="multiline">
              <MessageBarBody>{explain(attempt.error)}</MessageBarBody>
            </MessageBar>
          )}
          <Field label="User name" required>
            <Input
              name="username"
              autoComplete="username"
              value={username}
              onChange={(_, data) => setUsername(data.value)}
            />
          </Field>
          <Field label="Password" required>
            <Input
              name="password"
              type="password"
              autoComplete="current-password"
              autoFocus
              value={password}
              onChange={(_, data) => setPassword(data.value)}
            />
          </Field>
          <Button
            type="submit"
            appearance="primary"
            disabled={attempt.isPending || username === '' || password === ''}
          >
            {attempt.isPending ? 'Signing in' : 'Sign in'}
          </Button>
        </form>
        <Text size={200} className={styles.hint}>
          The password was shown in the terminal when Vedette was first started.
        </Text>
      </Card>
    </main>
  );
}

function explain(error: Error): string {
  if (!(error instanceof ApiError)) return messageOf(error);
  if (error.status === 401) return 'The user name or the password is not right.';
  if (error.status === 429) {
    const wait = error.retryAfterSeconds;
    const when = wait === undefined ? 'in a moment' : `in ${formatDuration(wait * 1000)}`;
    return `Too many failed sign-ins. Try again ${when}.`;
  }
  return error.message;
}
