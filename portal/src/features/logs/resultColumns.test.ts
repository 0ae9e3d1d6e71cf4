import { describe, expect, it } from 'vitest';
import type { Column } from '../../api/query';
import { displayCell, displayOrder, widthOf } from './resultColumns';

const strings = (...names: string[]): Column[] => names.map((name) => ({ name, type: 'string' }));

describe('displayOrder', () => {
  it('keeps the order that a query gave', () => {
    expect(displayOrder(strings('Account', 'TimeGenerated'))).toEqual([0, 1]);
  });
  it('puts the time first and the tenant last in a whole table', () => {
    expect(displayOrder(strings('TenantId', 'Account', 'TimeGenerated', 'Computer'))).toEqual([
      2, 1, 3, 0,
    ]);
  });
  it('leaves TenantId where there is no time', () => {
    expect(displayOrder(strings('TenantId', 'Account'))).toEqual([0, 1]);
  });
});

describe('widthOf', () => {
  it('has room for the name, within reason', () => {
    expect(widthOf({ name: 'n', type: 'long' })).toBe(84);
    expect(widthOf({ name: 'SecurityResourceType', type: 'long' })).toBe(174);
    expect(widthOf({ name: 'x'.repeat(500), type: 'long' })).toBe(320);
  });
});

describe('displayCell', () => {
  it('writes times to the millisecond, and other cells as they are', () => {
    const at: Column = { name: 'At', type: 'datetime' };
    expect(displayCell('2026-11-24T10:49:29.6007540Z', at, 'utc')).toBe('2026-11-24 10:49:29.600');
    expect(displayCell(null, at, 'utc')).toBe('');
    expect(displayCell(9007199254740993n, { name: 'n', type: 'long' }, 'utc')).toBe(
      '9007199254740993',
    );
  });
});
