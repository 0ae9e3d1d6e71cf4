import type { AlertLatency } from '../../api/incidents';

export interface Stage {
  name: string;
  at: string;
  /** Milliseconds since the stage before; undefined for the first. */
  millis: number | undefined;
}

/** The stamps of an alert in order, each with the time it took since the one before. */
export function latencyStages(latency: AlertLatency): Stage[] {
  const stamps: [string, string | null | undefined][] = [
    ['Event happened', latency.eventTime],
    ['Received', latency.received],
    ['Stored', latency.stored],
    ['Evaluated', latency.evaluated],
    ['Raised', latency.raised],
  ];
  const stages: Stage[] = [];
  for (const [name, at] of stamps) {
    if (!at) continue;
    const before = stages.at(-1);
    const millis = before && Math.max(0, Date.parse(at) - Date.parse(before.at));
    stages.push({ name, at, millis });
  }
  return stages;
}
