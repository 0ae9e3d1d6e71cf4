import { request } from './client';

export interface Decoy {
  name: string;
  state: string;
  /** Wrong passwords after which any opens it; absent for never. */
  acceptAfter?: number;
}

/** As the settings' file words them; times are texts such as "15s". Passwords stay on the server. */
export interface SensorSettings {
  enabled: boolean;
  bind: string;
  port: number;
  computer: string;
  domain?: string;
  windows: string;
  security: string[];
  passwords: string;
  decoys: Decoy[];
  limits: {
    connections: number;
    perSource: number;
    step: string;
    session: string;
    longest: string;
    tarpit: string;
  };
}

export interface Sensor {
  listening: boolean;
  address?: string | null;
  port: number;
  /** Connections that were closed at once since the start, being too many. */
  refused: number;
  settings: SensorSettings;
  version: number;
  /** Whether the settings were saved here, and hold instead of the file's. */
  saved: boolean;
  /** Why the sensor does not run as its settings say. */
  fault?: string | null;
}

export interface SensorVersion {
  version: number;
  at: string;
  by: string;
  changes: string;
  saved: boolean;
}

export const sensorKey = ['sensor'] as const;
export const sensorVersionsKey = ['sensor', 'versions'] as const;

export function fetchSensor(signal?: AbortSignal): Promise<Sensor> {
  return request('GET', '/api/sensor', { signal });
}

/** The newest first. */
export function fetchSensorVersions(signal?: AbortSignal): Promise<SensorVersion[]> {
  return request('GET', '/api/sensor/versions', { signal });
}

/** Saves settings that were made from a version; the sensor runs with them at once. */
export function saveSensor(settings: unknown, version: number): Promise<Sensor> {
  return request('POST', '/api/sensor/settings', { body: { settings, version } });
}

/** Goes back to what a version said, 0 for the file. */
export function restoreSensor(restore: number, version: number): Promise<Sensor> {
  return request('POST', '/api/sensor/settings/restore', { body: { restore, version } });
}

/** For owners alone; it is noted who asked. */
export function fetchDecoyPassword(decoy: string): Promise<{ password: string }> {
  return request('POST', '/api/sensor/decoy-password', { body: { decoy } });
}

/** A sensor on another machine; what it reports is null until this run of the server heard it. */
export interface RemoteSensor {
  name: string;
  createdAt: string;
  lastHeard?: string | null;
  address?: string | null;
  computer?: string | null;
  waitingBytes?: number | null;
  lost?: number | null;
}

export function fetchRemoteSensors(signal?: AbortSignal): Promise<RemoteSensor[]> {
  return request('GET', '/api/sensors', { signal });
}
