import { expect, it } from 'vitest';
import { latencyStages } from './latency';

it('gives each stage the time since the one before', () => {
  const stages = latencyStages({
    eventTime: '2026-11-24T12:00:00.000Z',
    received: '2026-11-24T12:00:01.500Z',
    stored: '2026-11-24T12:00:01.520Z',
    raised: '2026-11-24T12:00:01.600Z',
  });
  expect(stages.map((stage) => [stage.name, stage.millis])).toEqual([
    ['Event happened', undefined],
    ['Received', 1500],
    ['Stored', 20],
    ['Raised', 80],
  ]);
});

it('never counts backwards when clocks differ', () => {
  const stages = latencyStages({
    eventTime: '2026-11-24T12:00:05Z',
    raised: '2026-11-24T12:00:01Z',
  });
  expect(stages.at(-1)?.millis).toBe(0);
});
