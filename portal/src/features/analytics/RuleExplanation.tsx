import {
  Button,
  Field,
  Input,
  Spinner,
  Text,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { explainRule, type EventTrace, type Explanation } from '../../api/rules';
import { formatCount } from '../../time/format';
import { Timestamp } from '../../time/Timestamp';
import { ErrorBar } from '../../ui/ErrorBar';
import { Facts } from '../../ui/Facts';
import { Section } from '../../ui/Section';

const useStyles = makeStyles({
  form: { display: 'flex', columnGap: '8px', alignItems: 'end', marginBottom: '16px' },
  field: { flexGrow: 1 },
  clauses: { listStyle: 'none', margin: '8px 0', padding: 0 },
  clause: {
    display: 'grid',
    gridTemplateColumns: '72px minmax(0, 1fr)',
    columnGap: '12px',
    padding: '4px 0',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  rows: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
  code: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    overflowWrap: 'anywhere',
  },
  part: { paddingLeft: '16px', color: tokens.colorNeutralForeground3 },
  none: { color: tokens.colorStatusDangerForeground1 },
});

/** How many rows pass each clause of a rule's query, and what becomes of one event. */
export function RuleExplanation({ id }: { id: string }) {
  const styles = useStyles();
  const [draft, setDraft] = useState('');
  const [event, setEvent] = useState('');
  const explanation = useQuery({
    queryKey: ['rules', id, 'explanation', event],
    queryFn: ({ signal }) => explainRule(id, event, signal),
    retry: false,
  });
  const ask = (submitted: SyntheticEvent) => {
    submitted.preventDefault();
    if (draft === event) void explanation.refetch();
    setEvent(draft);
  };
  return (
    <>
      <form className={styles.form} onSubmit={ask}>
        <Field
          className={styles.field}
          label="Follow an event"
          hint="A condition in KQL, such as EventRecordId == 4711; empty to count rows only."
        >
          <Input value={draft} onChange={(_, data) => setDraft(data.value)} />
        </Field>
        <Button type="submit" appearance="primary" disabled={explanation.isFetching}>
          Explain
        </Button>
      </form>
      {explanation.isFetching && <Spinner size="small" label="Counting rows" />}
      {explanation.error && !explanation.isFetching && (
        <ErrorBar title="The rule could not be explained." error={explanation.error} />
      )}
      {explanation.data && !explanation.isFetching && <Explained explanation={explanation.data} />}
    </>
  );
}

function Explained({ explanation }: { explanation: Explanation }) {
  const styles = useStyles();
  return (
    <>
      <Text block weight="semibold">
        {explanation.verdict}
      </Text>
      <Text block>
        A run that ends at <Timestamp value={explanation.now} />
        {explanation.from && (
          <>
            {' and sees what was stored since '}
            <Timestamp value={explanation.from} />
          </>
        )}
      </Text>
      <ol className={styles.clauses} aria-label="Rows after each clause">
        <Clause rows={explanation.sourceRows} text={explanation.source} />
        {explanation.clauses.map((clause, index) => (
          <li key={index}>
            <ul className={styles.clauses} aria-label="Conditions">
              {clause.conditions.map((condition, part) => (
                <Clause key={part} rows={condition.rows} text={condition.text} part />
              ))}
              <Clause rows={clause.rows} text={`| ${clause.text}`} />
            </ul>
          </li>
        ))}
      </ol>
      {explanation.event && <Traced event={explanation.event} />}
    </>
  );
}

interface ClauseProps {
  rows: number | null;
  text: string;
  part?: boolean;
}

function Clause({ rows, text, part = false }: ClauseProps) {
  const styles = useStyles();
  return (
    <li className={styles.clause}>
      <span className={rows === 0 ? `${styles.rows} ${styles.none}` : styles.rows}>
        {rows === null ? '?' : formatCount(rows)}
      </span>
      <code className={part ? `${styles.code} ${styles.part}` : styles.code}>{text}</code>
    </li>
  );
}

function Traced({ event }: { event: EventTrace }) {
  const styles = useStyles();
  const group = event.steps.at(-1)?.group ?? {};
  const inGroup = Object.keys(group).length > 0;
  return (
    <Section title={event.matching === 1 ? 'The event' : `The ${event.matching} events`}>
      {event.dropped ? (
        <>
          <Text block>
            {inGroup ? 'The group that it is in does not pass ' : 'It does not pass '}
            {event.dropped.conditions.map((condition, index) => (
              <span key={condition}>
                {index > 0 && ', '}
                <code className={styles.code}>{condition}</code>
              </span>
            ))}
          </Text>
          <Facts facts={Object.entries(event.dropped.values)} />
        </>
      ) : (
        <Text block>
          {inGroup ? 'The group that it is in is in the result.' : 'It is in the result.'}
        </Text>
      )}
      {inGroup && (
        <Section title="Its group">
          <Facts facts={Object.entries(group)} />
        </Section>
      )}
    </Section>
  );
}
