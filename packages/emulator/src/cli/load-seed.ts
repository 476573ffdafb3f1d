import { readFileSync } from 'node:fs';
import path from 'node:path';
import { appFromDsl } from '../dsl/app-from-dsl.ts';
import { fieldsOf } from '../dsl/read-fields.ts';
import { extractive } from '../model/extractive.ts';
import type { Profile } from '../profile.ts';
import { emptySeed } from '../seeds/empty.ts';
import type { Seed } from '../seeds/seed.ts';
import type { WorldSnapshot } from '../world/world.ts';
import { CliError } from './cli-options.ts';

/** What a server begins with, and what it remembers when the seed is a snapshot. */
export interface LoadedSeed {
  readonly seed: Seed;
  readonly snapshot?: WorldSnapshot;
}

/**
 * A seed by name, or from a file: an app that Dify has exported, or a snapshot of an emulator with the apps of the demo.
 *
 * @throws CliError when there is none
 */
export async function loadSeed(name: string, profile: Profile): Promise<LoadedSeed> {
  if (name === 'empty') return { seed: emptySeed() };
  if (name === 'demo') return { seed: (await import('../seeds/demo/demo-seed.ts')).demoSeed() };
  if (name === 'lab') return { seed: (await import('../seeds/lab/lab-seed.ts')).labSeed(profile) };
  const document = await readDocument(name);
  if (fieldsOf(document).version === 1 && fieldsOf(document).app === undefined) {
    const { demoSeed } = await import('../seeds/demo/demo-seed.ts');
    return { seed: demoSeed(), snapshot: document as WorldSnapshot };
  }
  try {
    const key = `app-${path.basename(name).replace(/\.\w+$/, '')}`;
    const app = appFromDsl(document, { key, model: extractive() });
    return { seed: { ...emptySeed(), apps: [app] } };
  } catch (error) {
    throw new CliError(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function readDocument(file: string): Promise<unknown> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new CliError(`--seed takes "demo", "lab", "empty" or a file, and "${file}" is none that can be read.`);
  }
  try {
    // YAML is read only when a file asks for it.
    return file.endsWith('.json') ? JSON.parse(text) : (await import('yaml')).parse(text);
  } catch (error) {
    throw new CliError(`${file} is neither JSON nor YAML: ${error instanceof Error ? error.message : String(error)}`);
  }
}
