/** Every time and duration that the portal shows is written here. */
export type TimeZone = 'utc' | 'local';

const parts = (zone: TimeZone, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone === 'utc' ? 'UTC' : undefined });

const exact = {
  utc: parts('utc', fields()),
  local: parts('local', fields()),
};

function fields(): Intl.DateTimeFormatOptions {
  return {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  };
}

/** `2026-11-24 06:20:33`, with `.123` when milliseconds are asked for. */
export function formatDateTime(time: string | Date, zone: TimeZone, milliseconds = false): string {
  const date = typeof time === 'string' ? new Date(time) : time;
  if (Number.isNaN(date.getTime())) return typeof time === 'string' ? time : '';
  const field: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const part of exact[zone].formatToParts(date)) field[part.type] = part.value;
  const day = `${field.year ?? ''}-${field.month ?? ''}-${field.day ?? ''}`;
  const clock = `${field.hour ?? ''}:${field.minute ?? ''}:${field.second ?? ''}`;
  const fraction = milliseconds ? `.${String(date.getUTCMilliseconds()).padStart(3, '0')}` : '';
  return `${day} ${clock}${fraction}`;
}

/** The zone's name as it follows a time: `UTC`, or the local zone's short name. */
export function zoneName(zone: TimeZone, at: Date = new Date()): string {
  if (zone === 'utc') return 'UTC';
  const format = new Intl.DateTimeFormat('en-GB', { timeZoneName: 'short' });
  return format.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? 'local';
}

const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'always', style: 'short' });

/** `5 min. ago`, `in 2 hr.`, `just now` for less than a minute. */
export function formatRelative(time: string | Date, now: Date): string {
  const seconds = (new Date(time).getTime() - now.getTime()) / 1000;
  if (Number.isNaN(seconds)) return '';
  for (const [unit, size] of units) {
    if (Math.abs(seconds) >= size) {
      return relative.format(Math.trunc(seconds / size), unit).replaceAll('.', '');
    }
  }
  return seconds > 5 ? 'in a moment' : 'just now';
}

/** `850 µs`, `12 ms`, `3.4 s`, `2 min 5 s`, `3 h 20 min`, `2 d 4 h`. */
export function formatDuration(milliseconds: number): string {
  if (!Number.isFinite(milliseconds)) return '';
  if (milliseconds > 0 && milliseconds < 1) return `${Math.round(milliseconds * 1000)} µs`;
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 59.95) return `${seconds.toFixed(1).replace(/\.0$/, '')} s`;
  return twoUnits(Math.round(seconds));
}

function twoUnits(seconds: number): string {
  const sizes: [string, number][] = [
    ['d', 86_400],
    ['h', 3_600],
    ['min', 60],
    ['s', 1],
  ];
  const first = sizes.findIndex(([, size]) => seconds >= size);
  const [name = 's', size = 1] = sizes[first] ?? [];
  const [nextName = '', nextSize = 1] = sizes[first + 1] ?? [];
  const rest = Math.floor((seconds % size) / nextSize);
  const whole = `${Math.floor(seconds / size)} ${name}`;
  return rest > 0 && nextName !== '' ? `${whole} ${rest} ${nextName}` : whole;
}

const iso8601 = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/i;
const kusto = /^(?:(\d+)\.)?(\d{1,2}):(\d{2}):(\d{2})(?:\.\d+)?$/;
const literal = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/;
const literalMillis: Record<string, number> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** Milliseconds of `PT5M`, `1.00:05:00` or `5m`; undefined for anything else. */
export function parseTimespan(text: string): number | undefined {
  const match = iso8601.exec(text) ?? kusto.exec(text);
  if (match && text !== 'P') {
    const [, days = 0, hours = 0, minutes = 0, seconds = 0] = match.map(Number).map((n) => n || 0);
    return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
  }
  const [, amount, unit] = literal.exec(text) ?? [];
  const millis = literalMillis[unit ?? ''];
  return amount === undefined || millis === undefined ? undefined : Number(amount) * millis;
}

/** A timespan in words, or as it stands when its form is unknown. */
export function formatTimespan(text: string): string {
  const milliseconds = parseTimespan(text);
  return milliseconds === undefined ? text : formatDuration(milliseconds);
}

const wholeNumber = new Intl.NumberFormat('en');
const shortNumber = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

/** `12,345`. */
export function formatCount(count: number): string {
  return wholeNumber.format(count);
}

/** `12.3K` from ten thousand on, `9,876` below. */
export function formatShortCount(count: number): string {
  return count >= 10_000 ? shortNumber.format(count) : wholeNumber.format(count);
}
