import { Button, OverlayDrawer, Tooltip, makeStyles, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { useIsNarrow } from './useIsNarrow';

const useStyles = makeStyles({
  pane: {
    width: '400px',
    flexShrink: 0,
    display: 'flex',
    flexDirection: 'column',
    minHeight: 0,
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  drawer: {
    width: '100vw',
    maxWidth: '480px',
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'stretch',
  },
  head: {
    display: 'flex',
    alignItems: 'flex-start',
    columnGap: '8px',
    padding: '12px 12px 8px 20px',
  },
  title: {
    margin: 0,
    flexGrow: 1,
    paddingTop: '4px',
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: 'anywhere',
  },
  body: { flexGrow: 1, minHeight: 0, overflowY: 'auto', padding: '0 20px 20px' },
  foot: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '8px',
    padding: '12px 20px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
});

interface Props {
  title: string;
  onClose: () => void;
  foot?: ReactNode;
  children: ReactNode;
}

/** Details beside a list; on a narrow screen it lies over the page. Escape closes it. */
export function SidePane({ title, onClose, foot, children }: Props) {
  const styles = useStyles();
  const narrow = useIsNarrow();
  const content = (
    <>
      <div className={styles.head}>
        <h2 className={styles.title}>{title}</h2>
        <Tooltip content="Close the pane" relationship="label">
          <Button appearance="subtle" icon={<DismissRegular />} onClick={onClose} />
        </Tooltip>
      </div>
      <div className={styles.body} tabIndex={0} role="region" aria-label={`Details of ${title}`}>
        {children}
      </div>
      {foot && <div className={styles.foot}>{foot}</div>}
    </>
  );
  if (narrow) {
    return (
      <OverlayDrawer
        open
        position="end"
        className={styles.drawer}
        aria-label={title}
        onOpenChange={(_, data) => !data.open && onClose()}
      >
        {content}
      </OverlayDrawer>
    );
  }
  return (
    <aside
      className={styles.pane}
      aria-label={title}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
      }}
    >
      {content}
    </aside>
  );
}
