import { writeFileSync } from 'node:fs';
import { createEmulator } from '../emulator.ts';
import type { EmulatorEvent } from '../emulator-event.ts';
import type { EmulatorOptions } from '../emulator-options.ts';
import { readFaults } from '../faults/fault-names.ts';
import type { Faults } from '../faults.ts';
import { createFileEmulator } from '../node.ts';
import { type RunningServer, serve } from '../server/serve.ts';
import { CliError, type CliOptions, readCliOptions } from './cli-options.ts';
import { help } from './help.ts';
import { labConfig } from './lab-config.ts';
import { loadSeed } from './load-seed.ts';

/** Where the command line writes to. */
export interface Output {
  log(line: string): void;
  error(line: string): void;
}

/**
 * What `dify-emulator` does: reads the flags, serves, and says where. `undefined` when there was nothing to serve.
 *
 * @throws CliError when a flag cannot be understood, or the port is taken
 */
export async function runCli(args: readonly string[], output: Output): Promise<RunningServer | undefined> {
  const options = readCliOptions(args);
  if (options === 'help') {
    output.log(help);
    return undefined;
  }
  const { seed, snapshot } = await loadSeed(options.seed, options.profile);
  const onError = (error: unknown) => {
    output.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  };
  const chance = options.faults.find((name) => name.startsWith('random'));
  const settings: EmulatorOptions = {
    ...seed,
    faults: faultsOf(options.faults.filter((name) => name !== chance)),
    ...(chance === undefined ? {} : { randomFaults: { seed: seedOf(chance, output) } }),
    pace: options.pace,
    profile: options.profile,
    indexingMs: options.pace === 'instant' ? 0 : 25,
    ...(options.isQuiet ? {} : { onEvent: (event) => output.log(lineOf(event)) }),
    onError,
  };
  const emulator =
    options.persist === undefined
      ? createEmulator({ ...settings, ...(snapshot === undefined ? {} : { snapshot }) })
      : createFileEmulator(options.persist, settings);
  // A connection that is cut on purpose is nothing to report.
  const server = await listen(options, emulator.fetch, (error) => {
    if (!(error instanceof Error && error.message === 'The connection was cut.')) onError(error);
  });
  if (options.writeConfig !== undefined) {
    writeFileSync(
      options.writeConfig,
      `${JSON.stringify(labConfig(server.baseURL, emulator, seed.knowledge), null, 2)}\n`,
    );
  }
  output.log(`dify-emulator ${options.profile} on ${server.baseURL}`);
  for (const { key, mode, name } of emulator.apps) output.log(`  ${key.padEnd(42)} ${mode.padEnd(14)} ${name}`);
  output.log(`  ${emulator.datasetKey.padEnd(42)} ${'knowledge'.padEnd(14)} all knowledge bases`);
  return server;
}

function faultsOf(names: readonly string[]): Partial<Faults> {
  try {
    return readFaults(names.join(','));
  } catch (error) {
    throw new CliError(error instanceof Error ? error.message : String(error));
  }
}

/** The seed of `random:SEED`; one is drawn, and told, when there is none. */
function seedOf(name: string, output: Output): number {
  const told = name.split(':')[1];
  if (told !== undefined && !/^\d+$/.test(told))
    throw new CliError(`"random:SEED" takes a whole number, not "${told}".`);
  const seed = told === undefined ? Math.floor(Math.random() * 1_000_000) : Number(told);
  output.log(`Faults by chance: --faults random:${seed} draws the same ones again.`);
  return seed;
}

async function listen(
  { host, port }: CliOptions,
  fetch: typeof globalThis.fetch,
  onError: (error: unknown) => void,
): Promise<RunningServer> {
  try {
    return await serve({ fetch }, { host, port, onError });
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (isTaken) throw new CliError(`Port ${port} is taken. Choose another with --port, or 0 for any that is free.`);
    throw error;
  }
}

function lineOf({ app, method, ms, path, status }: EmulatorEvent): string {
  return `${status} ${method.padEnd(6)} ${path}  ${app ?? ''} ${ms} ms`;
}
