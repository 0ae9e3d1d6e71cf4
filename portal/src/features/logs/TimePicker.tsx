import {
  Button,
  Field,
  Input,
  Menu,
  MenuButton,
  MenuDivider,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Popover,
  PopoverSurface,
  makeStyles,
} from '@fluentui/react-components';
import { ClockRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { timespans } from './timespan';

const useStyles = makeStyles({ form: { display: 'grid', rowGap: '12px' } });

interface Props {
  timespan: string;
  setInQuery: boolean;
  onChange: (timespan: string) => void;
}

/** The time range of a query; a query that has its own range wins, and the picker says so. */
export function TimePicker({ timespan, setInQuery, onChange }: Props) {
  const styles = useStyles();
  const [custom, setCustom] = useState(false);
  const [from = '', to = ''] = timespan.includes('/') ? timespan.split('/') : [];
  const [start, setStart] = useState('');
  const [end, setEnd] = useState('');
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const valid =
    !Number.isNaN(Date.parse(utc(start))) && Date.parse(utc(start)) < Date.parse(utc(end));
  const name =
    timespans[timespan] ?? `${from.slice(0, 16)} to ${to.slice(0, 16)}`.replaceAll('T', ' ');
  return (
    <>
      <Menu
        checkedValues={{ timespan: [timespan] }}
        onCheckedValueChange={(_, { checkedItems }) => checkedItems[0] && onChange(checkedItems[0])}
      >
        <MenuTrigger>
          <MenuButton
            ref={(element: HTMLElement | null) => setAnchor(element)}
            icon={<ClockRegular />}
            appearance="subtle"
            aria-label="Time range"
          >
            {setInQuery ? 'Set in query' : name}
          </MenuButton>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            {Object.entries(timespans).map(([value, text]) => (
              <MenuItemRadio key={value} name="timespan" value={value}>
                {text}
              </MenuItemRadio>
            ))}
            <MenuDivider />
            <MenuItem
              onClick={() => {
                setStart(from.slice(0, 16));
                setEnd(to.slice(0, 16));
                setCustom(true);
              }}
            >
              Custom range…
            </MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
      <Popover
        open={custom}
        trapFocus
        positioning={{ target: anchor }}
        onOpenChange={(_, data) => setCustom(data.open)}
      >
        <PopoverSurface aria-label="Custom time range">
          <div className={styles.form}>
            <Field label="From (UTC)">
              <Input
                type="datetime-local"
                value={start}
                onChange={(_, data) => setStart(data.value)}
              />
            </Field>
            <Field label="To (UTC)">
              <Input type="datetime-local" value={end} onChange={(_, data) => setEnd(data.value)} />
            </Field>
            <Button
              appearance="primary"
              disabled={!valid}
              onClick={() => {
                onChange(`${utc(start)}/${utc(end)}`);
                setCustom(false);
              }}
            >
              Apply
            </Button>
          </div>
        </PopoverSurface>
      </Popover>
    </>
  );
}

function utc(local: string): string {
  return local === '' ? '' : `${local}:00Z`;
}
