import { Button, Dropdown, Option, SearchBox, makeStyles } from '@fluentui/react-components';
import { FilterDismissRegular, FilterRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { fetchUsers, severities, statuses } from '../../api/incidents';
import { listOf, type UrlState } from '../../app/urlState';
import { useIsNarrow } from '../../ui/useIsNarrow';
import { isNarrowed, periods, type QueueState } from './filter';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '8px',
    padding: '0 20px 10px',
    '@media (max-width: 800px)': { padding: '0 12px 8px' },
  },
  search: {
    flex: '1 1 180px',
    maxWidth: '300px',
    '@media (max-width: 800px)': { maxWidth: 'none' },
  },
  dropdown: { minWidth: '132px', '@media (max-width: 800px)': { flexBasis: '140px', flexGrow: 1 } },
});

interface Props {
  state: QueueState;
  onChange: (change: UrlState) => void;
}

/** Search and filters of the queue, kept in the address. */
export function FilterBar({ state, onChange }: Props) {
  const styles = useStyles();
  const narrow = useIsNarrow();
  const [shown, setShown] = useState(false);
  const { filter, period } = state;
  const users = useQuery({ queryKey: ['users'], queryFn: fetchUsers, staleTime: 60_000 });
  const status = filter.status === '' ? [...statuses] : listOf(filter.status);
  const severity = listOf(filter.severity);
  return (
    <div className={styles.root} role="search" aria-label="Filter the incidents">
      <Search value={filter.search ?? ''} onChange={(search) => onChange({ search })} />
      {narrow && (
        <Button
          icon={<FilterRegular />}
          aria-expanded={shown}
          aria-label="Filters"
          onClick={() => setShown(!shown)}
        />
      )}
      {(!narrow || shown) && (
        <>
          <Many
            name="Status"
            values={statuses}
            chosen={status}
            onChange={(values) => onChange({ status: values.join(',') || statuses.join(',') })}
          />
          <Many
            name="Severity"
            values={severities}
            chosen={severity}
            onChange={(values) => onChange({ severity: values.join(',') })}
          />
          <Dropdown
            aria-label="Owner"
            className={styles.dropdown}
            value={`Owner: ${filter.owner === '' || filter.owner === undefined ? 'anyone' : filter.owner}`}
            selectedOptions={[filter.owner ?? '']}
            onOptionSelect={(_, { optionValue }) => onChange({ owner: optionValue })}
          >
            <Option value="">Anyone</Option>
            <>
              {(users.data ?? []).map(({ name }) => (
                <Option key={name} value={name}>
                  {name}
                </Option>
              ))}
            </>
          </Dropdown>
          <Dropdown
            aria-label="Created"
            className={styles.dropdown}
            value={periods[period] ?? ''}
            selectedOptions={[period]}
            onOptionSelect={(_, { optionValue }) => onChange({ period: optionValue })}
          >
            {Object.entries(periods).map(([value, name]) => (
              <Option key={value} value={value}>
                {name}
              </Option>
            ))}
          </Dropdown>
          {filter.tag && (
            <Button icon={<FilterDismissRegular />} onClick={() => onChange({ tag: undefined })}>
              Tag: {filter.tag}
            </Button>
          )}
          {isNarrowed(state) && (
            <Button
              appearance="subtle"
              icon={<FilterDismissRegular />}
              onClick={() =>
                onChange({
                  status: undefined,
                  severity: undefined,
                  owner: undefined,
                  tag: undefined,
                  search: undefined,
                  period: undefined,
                })
              }
            >
              Reset
            </Button>
          )}
        </>
      )}
    </div>
  );
}

interface ManyProps {
  name: string;
  values: readonly string[];
  chosen: string[];
  onChange: (values: string[]) => void;
}

function Many({ name, values, chosen, onChange }: ManyProps) {
  const styles = useStyles();
  const all = chosen.length === 0 || chosen.length === values.length;
  return (
    <Dropdown
      multiselect
      aria-label={name}
      className={styles.dropdown}
      value={`${name}: ${all ? 'all' : chosen.join(', ')}`}
      selectedOptions={chosen}
      onOptionSelect={(_, { selectedOptions }) => onChange(selectedOptions)}
    >
      {values.map((value) => (
        <Option key={value} value={value}>
          {value}
        </Option>
      ))}
    </Dropdown>
  );
}

/** How long after the last key the search starts, in milliseconds. */
const pause = 250;

function Search({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const styles = useStyles();
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);
  // The address changed from elsewhere (a reset, the browser's back): it wins.
  if (seen !== value) {
    setSeen(value);
    setText(value);
  }
  useEffect(() => {
    if (text.trim() === value) return;
    const timer = setTimeout(() => onChange(text.trim()), pause);
    return () => clearTimeout(timer);
  }, [text, value, onChange]);
  return (
    <SearchBox
      data-search
      className={styles.search}
      aria-label="Search the incidents"
      placeholder="Number, title, tag, owner or entity"
      value={text}
      onChange={(_, data) => setText(data.value)}
    />
  );
}
