import { Skeleton, SkeletonItem, makeStyles } from '@fluentui/react-components';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', rowGap: '12px', padding: '12px 20px' },
});

interface Props {
  count: number;
  /** Height of a line in pixels. */
  size?: 16 | 24 | 32 | 64 | 96;
}

/** Where lines of text will stand when they have come. */
export function SkeletonLines({ count, size = 16 }: Props) {
  const styles = useStyles();
  return (
    <Skeleton aria-label="Loading" className={styles.root}>
      {Array.from({ length: count }, (_, index) => (
        <SkeletonItem key={index} size={size} />
      ))}
    </Skeleton>
  );
}
