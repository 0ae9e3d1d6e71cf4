import { expect, it } from 'vitest';
import { ApiError } from '../../api/problem';
import type { SensorSettings } from '../../api/sensor';
import { formOf, isLoopback, mistakesOf, settingsOf } from './form';

const settings: SensorSettings = {
  enabled: true,
  bind: '127.0.0.1',
  port: 3389,
  computer: 'SRV01',
  windows: 'server-2022',
  security: ['nla', 'tls'],
  passwords: 'encrypted',
  decoys: [
    { name: 'backup', state: 'ok' },
    { name: 'scan', state: 'locked', acceptAfter: 5 },
  ],
  limits: {
    connections: 8000,
    perSource: 64,
    step: '15s',
    session: '10s',
    longest: '120s',
    tarpit: '0s',
  },
};

it('gives back what it was made of, and keeps the passwords that the server has', () => {
  expect(settingsOf(formOf(settings))).toEqual({
    ...settings,
    decoys: settings.decoys.map((decoy) => ({ ...decoy, was: decoy.name })),
  });
});

it('sends a new password, a new name and what is no number as it is', () => {
  const form = formOf(settings);
  const first = form.decoys[0];
  if (!first) throw new Error('no decoy');
  form.decoys = [{ ...first, name: 'archive', password: 'x', acceptAfter: '0' }];
  form.port = 'many';
  form.limits = { ...form.limits, perSource: '-1', tarpit: ' 3 ' };
  expect(settingsOf(form)).toMatchObject({
    port: 'many',
    decoys: [{ was: 'backup', name: 'archive', password: 'x', state: 'ok' }],
    limits: { perSource: '-1', tarpit: '3s' },
  });
  expect(JSON.stringify(settingsOf(form))).not.toContain('acceptAfter');
});

it.each([
  ['127.0.0.1', true],
  ['127.8.9.1', true],
  [' ::1', true],
  ['localhost', true],
  ['0.0.0.0', false],
  ['::', false],
  ['192.168.1.4', false],
  ['127.example.org', false],
  ['', false],
])('%s is loopback: %s', (address, expected) => {
  expect(isLoopback(address)).toBe(expected);
});

it('finds the field of each mistake', () => {
  const fields = [{ field: 'decoys[0].name', message: 'This is a name.' }];
  const error = new ApiError({ title: 'Bad request', status: 400, fields });
  expect(mistakesOf(error)).toEqual({ 'decoys[0].name': 'This is a name.' });
  expect(mistakesOf(new Error('no'))).toEqual({});
  expect(mistakesOf(null)).toEqual({});
});
