import { Button, Spinner, makeStyles } from '@fluentui/react-components';
import { Link } from '@tanstack/react-router';
import { messageOf } from '../api/problem';
import { EmptyState } from '../ui/EmptyState';

const useStyles = makeStyles({
  pending: { display: 'grid', placeItems: 'center', minHeight: '240px' },
});

export function PagePending() {
  const styles = useStyles();
  return (
    <div className={styles.pending}>
      <Spinner label="Loading" />
    </div>
  );
}

export function PageError({ error }: { error: unknown }) {
  return (
    <EmptyState
      title="This page could not be shown"
      text={messageOf(error)}
      action={<Button onClick={() => location.reload()}>Load the page again</Button>}
    />
  );
}

export function NotFound() {
  return (
    <EmptyState
      title="There is no such page"
      text="The address may be mistyped, or it belongs to a version that had this page."
      action={<Link to="/">Go to the overview</Link>}
    />
  );
}
