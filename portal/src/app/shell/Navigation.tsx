import { Tooltip, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Link, useLocation } from '@tanstack/react-router';
import { navigationEntries, navigationGroups } from '../routes';

const useStyles = makeStyles({
  root: {
    width: '208px',
    flexShrink: 0,
    overflowY: 'auto',
    padding: '8px',
    backgroundColor: tokens.colorNeutralBackground2,
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  narrow: { width: '49px', padding: '8px 4px' },
  group: {
    margin: 0,
    padding: '14px 12px 6px',
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground3,
  },
  list: { listStyle: 'none', margin: 0, padding: 0 },
  link: {
    position: 'relative',
    display: 'flex',
    alignItems: 'center',
    columnGap: '12px',
    minHeight: '36px',
    padding: '0 12px',
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
    ':hover': { backgroundColor: tokens.colorNeutralBackground2Hover },
    '& svg': { flexShrink: 0, fontSize: '20px' },
    ':focus-visible': {
      outlineStyle: 'solid',
      outlineWidth: '2px',
      outlineColor: tokens.colorStrokeFocus2,
    },
  },
  linkNarrow: { justifyContent: 'center', padding: 0 },
  active: {
    fontWeight: tokens.fontWeightSemibold,
    backgroundColor: tokens.colorNeutralBackground2Selected,
    '& svg': { color: tokens.colorBrandForeground1 },
    '::before': {
      content: '""',
      position: 'absolute',
      left: '2px',
      height: '16px',
      width: '3px',
      borderRadius: '2px',
      backgroundColor: tokens.colorCompoundBrandForeground1,
    },
  },
});

interface Props {
  narrow: boolean;
  onNavigate?: () => void;
}

/** Sentinel's navigation, with the entries whose pages exist. */
export function Navigation({ narrow, onNavigate }: Props) {
  const styles = useStyles();
  const { pathname } = useLocation();
  return (
    <nav aria-label="Pages" className={mergeClasses(styles.root, narrow && styles.narrow)}>
      {navigationGroups.map((group) => {
        const entries = navigationEntries.filter((entry) => entry.navigation.group === group);
        if (entries.length === 0) return null;
        return (
          <div key={group}>
            {!narrow && group !== 'General' && <h2 className={styles.group}>{group}</h2>}
            <ul className={styles.list}>
              {entries.map(({ path, title, navigation }) => {
                const active = pathname === path || pathname.startsWith(`${path}/`);
                const Icon = active ? navigation.activeIcon : navigation.icon;
                const link = (
                  <Link
                    to={path}
                    onClick={onNavigate}
                    aria-label={narrow ? title : undefined}
                    aria-current={active ? 'page' : undefined}
                    className={mergeClasses(
                      styles.link,
                      narrow && styles.linkNarrow,
                      active && styles.active,
                    )}
                  >
                    <Icon />
                    {!narrow && title}
                  </Link>
                );
                return (
                  <li key={path}>
                    {narrow ? (
                      <Tooltip content={title} relationship="label" positioning="after">
                        {link}
                      </Tooltip>
                    ) : (
                      link
                    )}
                  </li>
                );
              })}
            </ul>
          </div>
        );
      })}
    </nav>
  );
}
