import { describe, expect, it } from 'vitest';
import { filterAt, isNarrowed, nextSort, queueState } from './filter';

describe('queueState', () => {
  it('opens on new and active incidents, newest first', () => {
    expect(queueState({}).filter).toMatchObject({ status: 'New,Active', sort: '-created' });
  });
  it('asks for no status when all are chosen', () => {
    expect(queueState({ status: 'New,Active,Closed' }).filter.status).toBe('');
  });
  it('drops what is no status and no period', () => {
    const state = queueState({ status: 'New,Open', period: '1 OR 1' });
    expect(state.filter.status).toBe('New');
    expect(state.period).toBe('');
  });
});

describe('filterAt', () => {
  const now = new Date('2026-11-24T12:00:00Z');
  it('starts the period before now', () => {
    expect(filterAt(queueState({ period: '24' }), now).from).toBe('2026-11-23T12:00:00.000Z');
  });
  it('has no start for any time', () => {
    expect(filterAt(queueState({}), now).from).toBeUndefined();
  });
});

it.each([
  [{}, false],
  [{ sort: 'title' }, false],
  [{ search: 'rdp' }, true],
  [{ status: 'Closed' }, true],
  [{ period: '24' }, true],
])('%o narrows: %s', (url, narrowed) => {
  expect(isNarrowed(queueState(url))).toBe(narrowed);
});

it('turns the order of a column from falling to rising to the default', () => {
  expect(nextSort('-created', 'title')).toBe('-title');
  expect(nextSort('-title', 'title')).toBe('title');
  expect(nextSort('title', 'title')).toBe('-created');
});
