import type { Change } from '../../api/overview';

export interface ChangeText {
  direction: 'up' | 'down' | 'same';
  text: string;
}

/** How a count moved against the period before: in percent, or in words where that has no sense. */
export function describeChange({ count, previous }: Change): ChangeText {
  if (count === previous) return { direction: 'same', text: 'no change' };
  const direction = count > previous ? 'up' : 'down';
  if (previous === 0) return { direction, text: 'none before' };
  const percent = Math.abs(((count - previous) / previous) * 100);
  if (percent >= 1000) return { direction, text: `${Math.round(count / previous)} times` };
  return { direction, text: `${percent < 1 ? '<1' : Math.round(percent)} %` };
}
