import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stateFolder } from './state-folder.ts';

/** What signs the visitors' cookies: `DIFY_SECRET`, or one made once and kept, so that a restart forgets nobody. */
export function stableSecret(): string {
  const given = process.env.DIFY_SECRET;
  if (given) return given;
  const file = path.join(stateFolder(), 'secret');
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    const secret = randomBytes(32).toString('base64url');
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, `${secret}\n`, { mode: 0o600 });
    return secret;
  }
}
