// Builds the portal for the server's jar: installs what is missing, builds what is out of date,
// and does nothing at all when nothing changed. Run by Maven at generate-resources.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const inRoot = (name) => path.join(root, name);

/** Time of last change in milliseconds, 0 for what is not there; a folder answers for its files. */
function changedAt(file) {
  if (!existsSync(file)) return 0;
  const status = statSync(file);
  if (!status.isDirectory()) return status.mtimeMs;
  // A folder's own time counts too: it moves when a file in it is removed.
  const inside = readdirSync(file).map((name) => changedAt(path.join(file, name)));
  return Math.max(status.mtimeMs, ...inside);
}

function run(command, args) {
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (result.error) {
    console.error(`portal: ${command} could not be started: ${result.error.message}`);
    process.exit(1);
  }
  if (result.status !== 0) process.exit(result.status ?? 1);
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `portal: Node 20.19 or newer is needed to build the portal; this is ${process.version}.`,
  );
  process.exit(1);
}

// What is installed is told by content, not by time: a checkout gives every file a new time.
const installed = inRoot('node_modules/.installed-from');
const wanted = createHash('sha256')
  .update(readFileSync(inRoot('package-lock.json')))
  .digest('hex');
if (!existsSync(installed) || readFileSync(installed, 'utf8') !== wanted) {
  console.log('portal: installing packages');
  run('npm', ['ci', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error']);
  writeFileSync(installed, wanted);
}

const sources = ['src', 'public', 'scripts', 'index.html', 'vite.config.ts', 'package-lock.json'];
const newest = Math.max(...sources.map((name) => changedAt(inRoot(name))));
if (changedAt(inRoot('dist/index.html')) < newest) {
  console.log('portal: building');
  run(process.execPath, [inRoot('node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn']);
  // Maven copies dist but never removes: files of an older build would stay in the jar.
  rmSync(inRoot('target/classes/static'), { recursive: true, force: true });
}
