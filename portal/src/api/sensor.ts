import { request } from './client';

export interface Decoy {
  name: string;
  state: string;
  /** Wrong passwords after which any opens it; 0 for never. */
  acceptAfter: number;
}

export interface Sensor {
  listening: boolean;
  address?: string | null;
  port: number;
  persona?: {
    computer: string;
    domain: string;
    windows: string;
    security: string[];
    decoys: Decoy[];
  } | null;
  /** Connections that were closed at once since the start, being too many. */
  refused: number;
}

export function fetchSensor(signal?: AbortSignal): Promise<Sensor> {
  return request('GET', '/api/sensor', { signal });
}
