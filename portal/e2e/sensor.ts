import type { Page } from '@playwright/test';
import net from 'node:net';
import { at } from './portal';

export interface Sensor {
  listening: boolean;
  address: string;
  port: number;
  settings: { computer: string; decoys: { name: string }[] };
}

/** What the server says of its RDP sensor. */
export async function sensorOf(page: Page): Promise<Sensor> {
  const answer = await page.request.get(at('/api/sensor'));
  return (await answer.json()) as Sensor;
}

/** Asks the sensor for a connection as a client does that looks for RDP, and leaves. */
export async function knock({ address, port }: Sensor): Promise<void> {
  const request = Buffer.from('030000130ee000000000000100080003000000', 'hex');
  await new Promise<void>((resolve, reject) => {
    const socket = net.connect(port, address, () => socket.write(request));
    socket.once('data', () => socket.end());
    socket.once('close', () => resolve());
    socket.once('error', reject);
  });
}
