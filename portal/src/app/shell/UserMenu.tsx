import {
  Avatar,
  Button,
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Text,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { KeyboardRegular, SignOutRegular } from '@fluentui/react-icons';
import { useQueryClient } from '@tanstack/react-query';
import { signOut } from '../../api/session';
import { setPreference, usePreferences } from '../preferences';
import { sessionKey } from '../queryClient';
import { useSession } from '../session';

const useStyles = makeStyles({
  button: { minWidth: '40px', padding: '4px', color: 'inherit' },
  who: { display: 'flex', flexDirection: 'column', padding: '8px 10px' },
  muted: { color: tokens.colorNeutralForeground3 },
});

export function UserMenu({ onShowKeys }: { onShowKeys: () => void }) {
  const styles = useStyles();
  const queryClient = useQueryClient();
  const session = useSession();
  const { theme, timeZone } = usePreferences();
  const leave = () => {
    void signOut().finally(() => {
      queryClient.setQueryData(sessionKey, null);
      // What the next person must not find: everything but the fact that nobody is signed in.
      queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== sessionKey[0] });
    });
  };
  return (
    <Menu
      checkedValues={{ theme: [theme], timeZone: [timeZone] }}
      onCheckedValueChange={(_, { name, checkedItems }) => {
        const [value] = checkedItems;
        if (name === 'theme') setPreference('theme', value as typeof theme);
        else setPreference('timeZone', value as typeof timeZone);
      }}
    >
      <MenuTrigger>
        <Button
          appearance="transparent"
          className={styles.button}
          aria-label={`Account of ${session.user.name}`}
          icon={<Avatar size={28} color="colorful" name={session.user.name} aria-hidden />}
        />
      </MenuTrigger>
      <MenuPopover>
        <div className={styles.who}>
          <Text weight="semibold">{session.user.name}</Text>
          <Text size={200} className={styles.muted}>
            {session.user.roles.join(', ')}
          </Text>
          <Text size={200} className={styles.muted}>
            Vedette {session.version}
          </Text>
        </div>
        <MenuDivider />
        <MenuList>
          <MenuGroup>
            <MenuGroupHeader>Theme</MenuGroupHeader>
            <MenuItemRadio name="theme" value="system">
              As the system
            </MenuItemRadio>
            <MenuItemRadio name="theme" value="light">
              Light
            </MenuItemRadio>
            <MenuItemRadio name="theme" value="dark">
              Dark
            </MenuItemRadio>
          </MenuGroup>
          <MenuGroup>
            <MenuGroupHeader>Times</MenuGroupHeader>
            <MenuItemRadio name="timeZone" value="utc">
              UTC
            </MenuItemRadio>
            <MenuItemRadio name="timeZone" value="local">
              Local
            </MenuItemRadio>
          </MenuGroup>
          <MenuDivider />
          <MenuItem icon={<KeyboardRegular />} onClick={onShowKeys}>
            Keyboard shortcuts
          </MenuItem>
          <MenuItem icon={<SignOutRegular />} onClick={leave}>
            Sign out
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
