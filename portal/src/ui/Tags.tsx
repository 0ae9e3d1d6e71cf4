import { Badge, makeStyles } from '@fluentui/react-components';

const useStyles = makeStyles({
  root: { display: 'flex', flexWrap: 'wrap', gap: '4px' },
});

/** Words side by side: tactics, techniques, labels. */
export function Tags({ values }: { values: string[] }) {
  const styles = useStyles();
  if (values.length === 0) return <span>–</span>;
  return (
    <span className={styles.root}>
      {values.map((value) => (
        <Badge key={value} appearance="tint" color="informative">
          {value}
        </Badge>
      ))}
    </span>
  );
}
