import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

interface Ready {
  address: string;
  password: string;
}

/** The server's runnable jar, from Maven's output. */
function jar(): string {
  const target = fileURLToPath(new URL('../../server/target', import.meta.url));
  const name = readdirSync(target).find((each) => each === 'vedette.jar');
  if (!name) throw new Error(`No jar in ${target}: build it first with ./vedette build`);
  return path.join(target, name);
}

/**
 * Starts the real program on a free port with a data directory of its own, and ends it afterwards.
 * With VEDETTE_URL and VEDETTE_PASSWORD set, a server that runs already is used.
 */
export default async function start(): Promise<(() => void) | undefined> {
  if (process.env.VEDETTE_URL) return undefined;
  const data = mkdtempSync(path.join(tmpdir(), 'vedette-e2e-'));
  const java = process.env.JAVA_HOME ? path.join(process.env.JAVA_HOME, 'bin', 'java') : 'java';
  const args = ['-jar', jar(), '--data', data, '--json', 'serve', '--port', '0'];
  const server = spawn(java, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const stop = () => {
    server.kill();
    rmSync(data, { recursive: true, force: true });
  };
  const ready = await new Promise<Ready>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The server did not start in 120 s')), 120_000);
    server.once('exit', (code) => reject(new Error(`The server ended with ${String(code)}`)));
    let text = '';
    createInterface({ input: server.stdout }).on('line', (line) => {
      text += line;
      try {
        const parsed = JSON.parse(text) as Ready;
        clearTimeout(timer);
        resolve(parsed);
      } catch {
        // Not the whole object yet.
      }
    });
  }).catch((error: unknown) => {
    stop();
    throw error;
  });
  process.env.VEDETTE_URL = ready.address.replace(/\/$/, '');
  process.env.VEDETTE_PASSWORD = ready.password;
  return stop;
}
