import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The built program. */
export function jar(): string {
  const file = fileURLToPath(new URL('../../server/target/vedette.jar', import.meta.url));
  if (!existsSync(file)) throw new Error(`No ${file}: build it first with ./vedette build`);
  return file;
}

/** The Java that runs it. */
export function java(): string {
  return process.env.JAVA_HOME ? path.join(process.env.JAVA_HOME, 'bin', 'java') : 'java';
}
