import { Tooltip } from '@fluentui/react-components';
import { usePreferences } from '../app/preferences';
import { useNow } from './clock';
import { formatDateTime, formatRelative, zoneName } from './format';

interface Props {
  value: string | null | undefined;
  /** `relative` says "5 min ago" and keeps the exact time in the tooltip. */
  form?: 'relative' | 'exact';
  milliseconds?: boolean;
}

/** A time as the person wants to read it. */
export function Timestamp({ value, form = 'relative', milliseconds = false }: Props) {
  const { timeZone } = usePreferences();
  const now = useNow();
  if (!value) return <span>–</span>;
  const exact = `${formatDateTime(value, timeZone, milliseconds)} ${zoneName(timeZone, new Date(value))}`;
  if (form === 'exact') {
    return (
      <Tooltip content={`${exact}, ${formatRelative(value, now)}`} relationship="description">
        <time dateTime={value}>{formatDateTime(value, timeZone, milliseconds)}</time>
      </Tooltip>
    );
  }
  return (
    <Tooltip content={exact} relationship="description">
      <time dateTime={value}>{formatRelative(value, now)}</time>
    </Tooltip>
  );
}
