import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { TestProject } from 'vitest/node';
import { jar, java } from './program';

/** Where the server answers, and what its clients need to know. */
export interface ServerUnderTest {
  address: string;
  token: string;
  workspace: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    server: ServerUnderTest;
  }
}

/** How long the start may take, in milliseconds. */
const patience = 120_000;

/**
 * Starts the real program on a free port with a throw-away data directory. Node reads the file that
 * NODE_EXTRA_CA_CERTS names when a process begins: the tests run in one that begins after this.
 */
export default async function start(project: TestProject): Promise<() => Promise<void>> {
  const directory = mkdtempSync(path.join(tmpdir(), 'vedette-clients-'));
  const server = launch(directory);
  try {
    const address = await whenReady(server);
    const authority = path.join(directory, 'tls', 'ca.pem');
    process.env.NODE_EXTRA_CA_CERTS = authority;
    const token = readFileSync(path.join(directory, 'admin.token'), 'utf8').trim();
    const workspace = await workspaceOf(address, token, readFileSync(authority));
    project.provide('server', { address, token, workspace });
  } catch (error) {
    await end(server, directory);
    throw error;
  }
  return () => end(server, directory);
}

function launch(directory: string): ChildProcess {
  const parameters = ['-jar', jar(), '--json', '--data', directory, 'serve', '--port', '0'];
  return spawn(java(), parameters, { stdio: ['ignore', 'pipe', 'inherit'] });
}

async function whenReady(server: ChildProcess): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<string>((resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`Not ready in ${patience} ms`)), patience);
      server.once('error', reject);
      server.once('exit', (code) => reject(new Error(`The server ended with ${String(code)}`)));
      if (!server.stdout) throw new Error('The server has no output');
      let text = '';
      createInterface({ input: server.stdout }).on('line', (line) => {
        text += line;
        const address = /"address"\s*:\s*"([^"]+?)\/?"/.exec(text)?.[1];
        if (address) resolve(address);
      });
    });
  } finally {
    clearTimeout(timer);
  }
}

/** The id of the one workspace, from Kusto's interface. */
function workspaceOf(address: string, token: string, ca: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const call = request(
      `${address}/v1/rest/mgmt`,
      {
        method: 'POST',
        agent: new Agent({ ca }),
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      },
      (answer) => {
        let text = '';
        answer.on('data', (piece: Buffer) => (text += piece.toString()));
        answer.on('end', () => {
          const id = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(text)?.[0];
          if (id) resolve(id);
          else reject(new Error(text));
        });
      },
    );
    call.once('error', reject);
    call.end(JSON.stringify({ db: 'workspace', csl: '.show databases' }));
  });
}

async function end(server: ChildProcess, directory: string): Promise<void> {
  if (server.exitCode === null) {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill();
    await ended;
  }
  rmSync(directory, { recursive: true, force: true });
}
