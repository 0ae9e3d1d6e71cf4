import { OverlayDrawer, Toaster, makeStyles, tokens } from '@fluentui/react-components';
import { Outlet } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { toasterId } from '../../ui/toasts';
import { useIsNarrow } from '../../ui/useIsNarrow';
import { setPreference, usePreferences } from '../preferences';
import { Navigation } from './Navigation';
import { ShortcutsDialog } from './ShortcutsDialog';
import { TopBar } from './TopBar';
import { useShortcuts } from './shortcuts';

const useStyles = makeStyles({
  body: { display: 'flex', flexGrow: 1, minHeight: 0 },
  main: {
    flexGrow: 1,
    minWidth: 0,
    minHeight: 0,
    display: 'flex',
    flexDirection: 'column',
    overflowY: 'auto',
    backgroundColor: tokens.colorNeutralBackground1,
  },
  drawer: { width: '224px' },
  skip: {
    position: 'absolute',
    zIndex: 10,
    top: '-60px',
    left: '8px',
    padding: '8px 12px',
    backgroundColor: tokens.colorNeutralBackground1,
    ':focus': { top: '8px' },
  },
});

/** The frame of every page: top bar, navigation, the page itself. */
export function Shell() {
  const styles = useStyles();
  const narrowScreen = useIsNarrow();
  const { navigation } = usePreferences();
  const [drawerOpen, setDrawerOpen] = useState(false);
  const [keysShown, setKeysShown] = useState(false);
  const showKeys = useCallback(() => setKeysShown(true), []);
  useShortcuts(showKeys);
  const toggle = () => {
    if (narrowScreen) setDrawerOpen(!drawerOpen);
    else setPreference('navigation', navigation === 'wide' ? 'narrow' : 'wide');
  };
  return (
    <>
      <a href="#main" className={styles.skip}>
        Skip to the page
      </a>
      <TopBar onToggleNavigation={toggle} onShowKeys={showKeys} />
      <div className={styles.body}>
        {narrowScreen ? (
          <OverlayDrawer
            className={styles.drawer}
            position="start"
            open={drawerOpen}
            aria-label="Navigation"
            onOpenChange={(_, data) => setDrawerOpen(data.open)}
          >
            <Navigation narrow={false} onNavigate={() => setDrawerOpen(false)} />
          </OverlayDrawer>
        ) : (
          <Navigation narrow={navigation === 'narrow'} />
        )}
        <main id="main" tabIndex={-1} className={styles.main}>
          <Outlet />
        </main>
      </div>
      <ShortcutsDialog open={keysShown} onClose={() => setKeysShown(false)} />
      <Toaster toasterId={toasterId} position="bottom-end" />
    </>
  );
}
