import { ApiError } from '../../api/problem';
import type { SensorSettings } from '../../api/sensor';

/** A decoy account as it stands in the form; numbers are texts until they are sent. */
export interface DecoyForm {
  /** Tells the lines apart. */
  id: number;
  /** Its name on the server; a new one has none. */
  was?: string;
  name: string;
  /** Empty for the one that the server has. */
  password: string;
  state: string;
  acceptAfter: string;
}

export type LimitName = keyof SensorSettings['limits'];

export interface SensorForm {
  enabled: boolean;
  bind: string;
  port: string;
  computer: string;
  domain: string;
  windows: string;
  security: string[];
  passwords: string;
  decoys: DecoyForm[];
  /** Times in seconds. */
  limits: Record<LimitName, string>;
}

export const limitNames = [
  'connections',
  'perSource',
  'step',
  'session',
  'longest',
  'tarpit',
] as const;

const times: readonly LimitName[] = ['step', 'session', 'longest', 'tarpit'];

export function formOf(settings: SensorSettings): SensorForm {
  return {
    enabled: settings.enabled,
    bind: settings.bind,
    port: String(settings.port),
    computer: settings.computer,
    domain: settings.domain ?? '',
    windows: settings.windows,
    security: settings.security,
    passwords: settings.passwords,
    decoys: settings.decoys.map(({ name, state, acceptAfter }, id) => ({
      id,
      was: name,
      name,
      password: '',
      state,
      acceptAfter: acceptAfter === undefined ? '' : String(acceptAfter),
    })),
    limits: Object.fromEntries(
      limitNames.map((name) => [name, String(settings.limits[name]).replace(/s$/, '')]),
    ) as Record<LimitName, string>,
  };
}

/** The form in the words of the settings' file. What is no number goes as it is: the server says so. */
export function settingsOf(form: SensorForm): Record<string, unknown> {
  return {
    enabled: form.enabled,
    bind: form.bind.trim(),
    port: numberOf(form.port),
    computer: form.computer.trim(),
    ...(form.domain.trim() && { domain: form.domain.trim() }),
    windows: form.windows,
    security: form.security,
    passwords: form.passwords,
    decoys: form.decoys.map(({ was, name, password, state, acceptAfter }) => ({
      ...(was !== undefined && { was }),
      name,
      ...(password && { password }),
      state,
      ...(!/^0*$/.test(acceptAfter.trim()) && { acceptAfter: numberOf(acceptAfter) }),
    })),
    limits: Object.fromEntries(
      limitNames.map((name) => [
        name,
        times.includes(name) ? `${form.limits[name].trim()}s` : numberOf(form.limits[name]),
      ]),
    ),
  };
}

function numberOf(text: string): number | string {
  return /^\d+$/.test(text.trim()) ? Number(text) : text;
}

/** Whether only programs on the same machine can reach an address. */
export function isLoopback(address: string): boolean {
  return /^(127(\.\d{1,3}){3}|::1|localhost)$/i.test(address.trim());
}

/** What the server finds wrong, by the field: `port`, `decoys[0].name`. */
export function mistakesOf(error: unknown): Partial<Record<string, string>> {
  const fields = error instanceof ApiError ? (error.problem.fields ?? []) : [];
  return Object.fromEntries(fields.map(({ field, message }) => [field, message]));
}
