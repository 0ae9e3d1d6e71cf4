import { makeStyles, tokens } from '@fluentui/react-components';
import { CopyButton } from './CopyButton';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    alignItems: 'center',
    columnGap: '8px',
    padding: '4px 4px 4px 12px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground4,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  command: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    overflowWrap: 'anywhere',
    textAlign: 'left',
  },
});

/** A command for the terminal, with a button that copies it. */
export function CommandBlock({ command }: { command: string }) {
  const styles = useStyles();
  return (
    <div className={styles.root}>
      <code className={styles.command}>{command}</code>
      <CopyButton text={command} label="Copy the command" />
    </div>
  );
}
