import {
  Button,
  Input,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  Text,
  Toolbar,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import {
  CheckmarkCircleRegular,
  DismissRegular,
  PersonRegular,
  PulseRegular,
  TagRegular,
  WarningRegular,
} from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { fetchUsers, severities, type IncidentChange } from '../../api/incidents';
import { useSession } from '../../app/session';

const useStyles = makeStyles({
  root: {
    flexWrap: 'wrap',
    margin: '0 20px 8px',
    padding: '4px 8px',
    columnGap: '4px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorBrandBackground2,
    '@media (max-width: 800px)': { margin: '0 12px 8px' },
  },
  tag: { display: 'flex', columnGap: '8px' },
});

interface Props {
  count: number;
  busy: boolean;
  onChange: (change: IncidentChange) => void;
  /** Adds a tag to each; the tags that they have stay. */
  onTag: (label: string) => void;
  onClose: () => void;
  onClear: () => void;
}

/** What can be done with all selected incidents at once. */
export function BulkBar({ count, busy, onChange, onTag, onClose, onClear }: Props) {
  const styles = useStyles();
  const { user } = useSession();
  const users = useQuery({ queryKey: ['users'], queryFn: fetchUsers, staleTime: 60_000 });
  const others = (users.data ?? []).map((each) => each.name).filter((name) => name !== user.name);
  return (
    <Toolbar className={styles.root} aria-label="Change the selected incidents">
      <Text weight="semibold" style={{ marginRight: '8px' }}>
        {count} selected
      </Text>
      <Choice
        label="Assign"
        icon={<PersonRegular />}
        busy={busy}
        choices={[
          [`${user.name} (you)`, { owner: user.name }],
          ...others.map((name): [string, IncidentChange] => [name, { owner: name }]),
          ['Unassigned', { owner: '' }],
        ]}
        onChange={onChange}
      />
      <Choice
        label="Status"
        icon={<PulseRegular />}
        busy={busy}
        choices={[
          ['New', { status: 'New' }],
          ['Active', { status: 'Active' }],
        ]}
        onChange={onChange}
      />
      <Choice
        label="Severity"
        icon={<WarningRegular />}
        busy={busy}
        choices={severities.map((severity) => [severity, { severity }])}
        onChange={onChange}
      />
      <AddTag busy={busy} onTag={onTag} />
      <Button
        appearance="subtle"
        icon={<CheckmarkCircleRegular />}
        disabled={busy}
        onClick={onClose}
      >
        Close
      </Button>
      <Button appearance="subtle" icon={<DismissRegular />} onClick={onClear}>
        Clear
      </Button>
    </Toolbar>
  );
}

interface ChoiceProps {
  label: string;
  icon: ReactElement;
  busy: boolean;
  choices: [string, IncidentChange][];
  onChange: (change: IncidentChange) => void;
}

function Choice({ label, icon, busy, choices, onChange }: ChoiceProps) {
  return (
    <Menu>
      <MenuTrigger>
        <Button appearance="subtle" icon={icon} disabled={busy}>
          {label}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {choices.map(([name, change]) => (
            <MenuItem key={name} onClick={() => onChange(change)}>
              {name}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

function AddTag({ busy, onTag }: { busy: boolean; onTag: (label: string) => void }) {
  const styles = useStyles();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const add = () => {
    if (text.trim() === '') return;
    onTag(text.trim());
    setText('');
    setOpen(false);
  };
  return (
    <Popover open={open} onOpenChange={(_, data) => setOpen(data.open)} trapFocus>
      <PopoverTrigger>
        <Button appearance="subtle" icon={<TagRegular />} disabled={busy}>
          Tag
        </Button>
      </PopoverTrigger>
      <PopoverSurface aria-label="Add a tag">
        <div className={styles.tag}>
          <Input
            aria-label="Tag"
            value={text}
            onChange={(_, data) => setText(data.value)}
            onKeyDown={(event) => event.key === 'Enter' && add()}
          />
          <Button appearance="primary" disabled={text.trim() === ''} onClick={add}>
            Add
          </Button>
        </div>
      </PopoverSurface>
    </Popover>
  );
}
