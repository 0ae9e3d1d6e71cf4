import { request } from '@playwright/test';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { geoData } from './geoData';

/** The cookies of a session of admin, for the tests that are not about signing in. */
export const sessionFile = fileURLToPath(new URL('../test-results/session.json', import.meta.url));

/** Where the attackers of the demo are said to be, by the network of each. */
export const attackers = { '203.0.113': 'DE', '198.51.100': 'BR', '192.0.2': 'SG' };

const geoFile = fileURLToPath(new URL('../test-results/places.mmdb', import.meta.url));

/** How long the start and the demo's story may take together, in milliseconds. */
const patience = 240_000;

/**
 * Starts the real program on a free port, lets it play the demo's attack in a throw-away workspace,
 * and ends it afterwards. With VEDETTE_URL and VEDETTE_PASSWORD set, a demo that runs already is
 * used.
 */
export default async function start(): Promise<() => Promise<void>> {
  const demo = process.env.VEDETTE_URL ? undefined : await play();
  await keepSession();
  return async () => {
    rmSync(sessionFile, { force: true });
    if (demo?.exitCode !== null) return;
    const ended = new Promise((resolve) => demo.once('exit', resolve));
    demo.kill();
    await ended;
  };
}

async function play(): Promise<ChildProcess> {
  const jar = fileURLToPath(new URL('../../server/target/vedette.jar', import.meta.url));
  if (!existsSync(jar)) throw new Error(`No ${jar}: build it first with ./vedette build`);
  const java = process.env.JAVA_HOME ? path.join(process.env.JAVA_HOME, 'bin', 'java') : 'java';
  mkdirSync(path.dirname(geoFile), { recursive: true });
  writeFileSync(geoFile, geoData(attackers));
  const demo = spawn(java, ['-jar', jar, 'demo', '--fast', '--port', '0', '--geo', geoFile], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      timer = setTimeout(
        () => reject(new Error(`The story was not told in ${patience} ms`)),
        patience,
      );
      demo.once('error', reject);
      demo.once('exit', (code) => reject(new Error(`The demo ended with ${String(code)}`)));
      createInterface({ input: demo.stdout }).on('line', (line) => {
        const address = /^Vedette's demo is at (\S+?)\/?$/.exec(line)?.[1];
        const password = /^Sign in as admin with the password (\S+)$/.exec(line)?.[1];
        if (address) process.env.VEDETTE_URL = address;
        if (password) process.env.VEDETTE_PASSWORD = password;
        if (line.startsWith('The story is told')) resolve();
      });
    });
  } catch (error) {
    demo.kill();
    throw error;
  } finally {
    clearTimeout(timer);
  }
  return demo;
}

async function keepSession(): Promise<void> {
  const context = await request.newContext({
    baseURL: process.env.VEDETTE_URL,
    ignoreHTTPSErrors: true,
  });
  await context.get('/api/session');
  const { cookies } = await context.storageState();
  const token = cookies.find((each) => each.name === 'XSRF-TOKEN')?.value ?? '';
  const answer = await context.post('/api/session', {
    headers: { 'X-XSRF-TOKEN': token },
    data: { username: 'admin', password: process.env.VEDETTE_PASSWORD },
  });
  if (!answer.ok()) throw new Error(`Signing in was answered with ${answer.status()}`);
  // Signing in took the token against forged requests away; this brings the session's own.
  await context.get('/api/session');
  mkdirSync(path.dirname(sessionFile), { recursive: true });
  await context.storageState({ path: sessionFile });
  await context.dispose();
}
