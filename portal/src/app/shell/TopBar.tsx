import {
  Badge,
  Button,
  Text,
  Tooltip,
  makeStyles,
  mergeClasses,
  tokens,
} from '@fluentui/react-components';
import {
  NavigationRegular,
  QuestionCircleRegular,
  WeatherMoonRegular,
  WeatherSunnyRegular,
} from '@fluentui/react-icons';
import { useLiveState } from '../../api/live';
import { Mark } from '../../ui/Mark';
import { setPreference, usePreferences } from '../preferences';
import { useSession } from '../session';
import { useTheme } from '../theme';
import { UserMenu } from './UserMenu';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    alignItems: 'center',
    flexShrink: 0,
    height: '48px',
    padding: '0 8px',
    columnGap: '4px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  brand: { display: 'flex', alignItems: 'center', columnGap: '8px', minWidth: 0 },
  workspace: {
    color: tokens.colorNeutralForeground2,
    paddingLeft: '12px',
    marginLeft: '4px',
    borderLeft: `1px solid ${tokens.colorNeutralStroke1}`,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  space: { flexGrow: 1 },
  zone: { minWidth: 'auto', paddingLeft: '10px', paddingRight: '10px' },
  wide: { '@media (max-width: 640px)': { display: 'none' } },
  live: {
    display: 'flex',
    alignItems: 'center',
    columnGap: '6px',
    marginRight: '8px',
    whiteSpace: 'nowrap',
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
  },
});

interface Props {
  onToggleNavigation: () => void;
  onShowKeys: () => void;
}

export function TopBar({ onToggleNavigation, onShowKeys }: Props) {
  const styles = useStyles();
  const { workspace, demo } = useSession();
  const { timeZone } = usePreferences();
  const { dark } = useTheme();
  return (
    <header className={styles.root}>
      <Button
        appearance="subtle"
        icon={<NavigationRegular />}
        aria-label="Show or hide the navigation"
        onClick={onToggleNavigation}
      />
      <div className={styles.brand}>
        <Mark size={24} />
        <Text weight="semibold" size={400}>
          Vedette
        </Text>
        <Text className={styles.workspace} title={`Workspace ${workspace.name}`}>
          {workspace.name}
        </Text>
        {demo && (
          <Badge appearance="tint" color="brand" className={styles.wide}>
            Demo
          </Badge>
        )}
      </div>
      <div className={styles.space} />
      <LiveMark className={mergeClasses(styles.live, styles.wide)} />
      <Tooltip
        content={timeZone === 'utc' ? 'Times are in UTC' : 'Times are local'}
        relationship="description"
      >
        <Button
          className={mergeClasses(styles.wide, styles.zone)}
          appearance="subtle"
          onClick={() => setPreference('timeZone', timeZone === 'utc' ? 'local' : 'utc')}
        >
          {timeZone === 'utc' ? 'UTC' : 'Local time'}
        </Button>
      </Tooltip>
      <Tooltip content={dark ? 'Light theme' : 'Dark theme'} relationship="label">
        <Button
          className={styles.wide}
          appearance="subtle"
          icon={dark ? <WeatherSunnyRegular /> : <WeatherMoonRegular />}
          onClick={() => setPreference('theme', dark ? 'light' : 'dark')}
        />
      </Tooltip>
      <Tooltip content="Keyboard shortcuts" relationship="label">
        <Button
          className={styles.wide}
          appearance="subtle"
          icon={<QuestionCircleRegular />}
          onClick={onShowKeys}
        />
      </Tooltip>
      <UserMenu onShowKeys={onShowKeys} />
    </header>
  );
}

const liveText = {
  connecting: ['Connecting', 'The stream of live updates is being opened'],
  open: ['Live', 'Changes appear by themselves'],
  lost: ['Reconnecting', 'The stream of live updates was cut; it is being opened again'],
} as const;

const useDotStyles = makeStyles({
  dot: { width: '8px', height: '8px', borderRadius: '50%' },
  open: { backgroundColor: tokens.colorPaletteGreenBackground3 },
  waiting: { backgroundColor: tokens.colorPaletteYellowBackground3 },
});

function LiveMark({ className }: { className: string }) {
  const styles = useDotStyles();
  const state = useLiveState();
  const [word, meaning] = liveText[state];
  return (
    <Tooltip content={meaning} relationship="description">
      <span className={className} role="status">
        <span
          className={mergeClasses(styles.dot, state === 'open' ? styles.open : styles.waiting)}
        />
        {word}
      </span>
    </Tooltip>
  );
}
