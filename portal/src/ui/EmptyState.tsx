import { Text, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { CommandBlock } from './CommandBlock';

interface Props {
  title: string;
  text: ReactNode;
  /** A command to copy that changes the situation. */
  command?: string;
  action?: ReactNode;
  icon?: ReactNode;
}

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    rowGap: '8px',
    padding: '40px 24px',
    textAlign: 'center',
  },
  icon: { fontSize: '40px', lineHeight: 0, color: tokens.colorNeutralForeground3 },
  text: { color: tokens.colorNeutralForeground2, maxWidth: '52ch', textAlign: 'center' },
  more: { marginTop: '8px', maxWidth: '100%' },
});

/** What stands where there is nothing to show: why, and what to do next. */
export function EmptyState({ title, text, command, action, icon }: Props) {
  const styles = useStyles();
  return (
    <div className={styles.root}>
      {icon && <span className={styles.icon}>{icon}</span>}
      <Text as="h2" size={400} weight="semibold" style={{ margin: 0 }}>
        {title}
      </Text>
      <Text className={styles.text}>{text}</Text>
      {command && (
        <div className={styles.more}>
          <CommandBlock command={command} />
        </div>
      )}
      {action && <div className={styles.more}>{action}</div>}
    </div>
  );
}
