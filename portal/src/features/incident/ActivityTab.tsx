import {
  Avatar,
  Button,
  Field,
  Text,
  Textarea,
  ToggleButton,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Suspense, lazy, useState } from 'react';
import { addComment, type Activity, type Comment, type Incident } from '../../api/incidents';
import { Timestamp } from '../../time/Timestamp';
import { useToasts } from '../../ui/toasts';
import { incidentKey } from '../incidents/useIncidentChange';

const Markdown = lazy(() => import('../../ui/Markdown'));

const useStyles = makeStyles({
  root: { maxWidth: '840px' },
  form: {
    display: 'grid',
    rowGap: '8px',
    padding: '12px 16px 14px',
    marginBottom: '12px',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  filters: { display: 'flex', columnGap: '4px', marginBottom: '12px' },
  list: { listStyle: 'none', margin: 0, padding: 0, display: 'grid', rowGap: '8px' },
  entry: {
    display: 'grid',
    gridTemplateColumns: '28px minmax(0, 1fr)',
    columnGap: '12px',
    padding: '10px 16px',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  who: { display: 'flex', flexWrap: 'wrap', columnGap: '8px', alignItems: 'baseline' },
  muted: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

type Entry = { at: string; who: string } & ({ comment: Comment } | { activity: Activity });

/** Comments and changes in one list, the newest first. */
export function entriesOf(incident: Pick<Incident, 'comments' | 'activity'>): Entry[] {
  const comments = incident.comments.map((comment) => ({
    at: comment.createdAt,
    who: comment.author,
    comment,
  }));
  const changes = incident.activity
    .filter((activity) => activity.kind.toLowerCase() !== 'comment')
    .map((activity) => ({ at: activity.at, who: activity.actor, activity }));
  return [...comments, ...changes].sort((a, b) => b.at.localeCompare(a.at));
}

export function ActivityTab({ incident }: { incident: Incident }) {
  const styles = useStyles();
  const queryClient = useQueryClient();
  const toasts = useToasts();
  const [text, setText] = useState('');
  const [shown, setShown] = useState<'all' | 'comments'>('all');
  const post = useMutation({
    mutationFn: () => addComment(incident.number, text.trim()),
    onSuccess: () => {
      setText('');
      return queryClient.invalidateQueries({ queryKey: incidentKey(incident.number) });
    },
    onError: (error) => toasts.failure('The comment was not saved; it is still in the box', error),
  });
  const entries = entriesOf(incident).filter((entry) => shown === 'all' || 'comment' in entry);
  return (
    <div className={styles.root}>
      <div className={styles.form}>
        <Field label="Comment" hint="Markdown: **bold**, `code`, lists, links.">
          <Textarea
            rows={3}
            resize="vertical"
            value={text}
            onChange={(_, data) => setText(data.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) post.mutate();
            }}
          />
        </Field>
        <div>
          <Button
            appearance="primary"
            disabled={post.isPending || text.trim() === ''}
            onClick={() => post.mutate()}
          >
            Add comment
          </Button>
        </div>
      </div>
      <div className={styles.filters} role="group" aria-label="Show">
        {(['all', 'comments'] as const).map((kind) => (
          <ToggleButton
            key={kind}
            size="small"
            appearance="subtle"
            checked={shown === kind}
            onClick={() => setShown(kind)}
          >
            {kind === 'all' ? 'Everything' : 'Comments'}
          </ToggleButton>
        ))}
      </div>
      <ul className={styles.list}>
        {entries.map((entry) => (
          <li
            key={`${entry.at} ${'comment' in entry ? entry.comment.id : entry.activity.text}`}
            className={styles.entry}
          >
            <Avatar size={28} name={entry.who} color="colorful" aria-hidden />
            <div>
              <div className={styles.who}>
                <Text weight="semibold">{entry.who}</Text>
                <span className={styles.muted}>
                  <Timestamp value={entry.at} />
                </span>
              </div>
              {'comment' in entry ? (
                <Suspense fallback={<Text>{entry.comment.message}</Text>}>
                  <Markdown text={entry.comment.message} />
                </Suspense>
              ) : (
                <Text>{entry.activity.text}</Text>
              )}
            </div>
          </li>
        ))}
        {entries.length === 0 && <li className={styles.muted}>No comments yet.</li>}
      </ul>
    </div>
  );
}
