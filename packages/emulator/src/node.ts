import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createEmulator, type Emulator, type EmulatorOptions } from './emulator.ts';
import type { WorldSnapshot } from './world.ts';

/** An emulator that remembers in a file. */
export interface FileEmulator extends Emulator {
  /** Writes what has changed at once: before a process ends. */
  flush(): void;
}

/** How long changes are gathered before they are written. */
const delayMs = 50;

/**
 * An emulator that remembers in a file. Written whole beside the old one, then put in its place:
 * a kill at any moment leaves the old state or the new one.
 *
 * @throws TypeError when the file holds something else
 */
export function createFileEmulator(file: string, options: Omit<EmulatorOptions, 'snapshot'> = {}): FileEmulator {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const snapshot = read(file);
  const emulator = createEmulator({
    ...options,
    ...(snapshot === undefined ? {} : { snapshot }),
    onChange() {
      options.onChange?.();
      waiting ??= setTimeout(flush, delayMs);
    },
  });

  function flush(): void {
    if (waiting === undefined) return;
    clearTimeout(waiting);
    waiting = undefined;
    write(file, emulator.snapshot());
  }

  return { ...emulator, flush };
}

function read(file: string): WorldSnapshot | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new TypeError(`${file} is no snapshot of an emulator. Delete it to begin with an empty server.`);
  }
}

function write(file: string, snapshot: WorldSnapshot): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const beside = `${file}.${process.pid}.tmp`;
  writeFileSync(beside, JSON.stringify(snapshot));
  renameSync(beside, file);
}
