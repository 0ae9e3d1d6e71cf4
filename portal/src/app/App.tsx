import { FluentProvider, makeStyles } from '@fluentui/react-components';
import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect } from 'react';
import { live } from '../api/live';
import { messageOf } from '../api/problem';
import { fetchSession } from '../api/session';
import { SignIn } from '../features/signin/SignIn';
import { EmptyState } from '../ui/EmptyState';
import { useGlobalStyles } from './globalStyles';
import { PagePending } from './pageStates';
import { queryClient, sessionKey } from './queryClient';
import { router } from './router';
import { useTheme } from './theme';

const useStyles = makeStyles({
  root: { height: '100dvh', minHeight: 0, display: 'flex', flexDirection: 'column' },
});

export function App() {
  const styles = useStyles();
  const theme = useTheme();
  useGlobalStyles();
  useEffect(() => {
    document.documentElement.style.colorScheme = theme.dark ? 'dark' : 'light';
  }, [theme.dark]);
  return (
    <FluentProvider theme={theme.fluent}>
      <QueryClientProvider client={queryClient}>
        <div className={styles.root}>
          <SignedInOrNot />
        </div>
      </QueryClientProvider>
    </FluentProvider>
  );
}

/** The address stays as it is while signing in, so that a deep link leads where it should. */
function SignedInOrNot() {
  const session = useQuery({ queryKey: sessionKey, queryFn: fetchSession, staleTime: Infinity });
  const signedIn = Boolean(session.data);
  useEffect(() => {
    if (!signedIn) return;
    live.open();
    return () => live.close();
  }, [signedIn]);
  if (session.isPending) return <PagePending />;
  if (session.data) return <RouterProvider router={router} />;
  if (session.error) {
    return <EmptyState title="Vedette does not answer" text={messageOf(session.error)} />;
  }
  return <SignIn />;
}
