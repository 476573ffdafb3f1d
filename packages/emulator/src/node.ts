import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createEmulator, type Emulator, type EmulatorOptions } from './emulator.ts';

/**
 * An emulator that remembers in a file. Written whole beside the old one, then put in its place:
 * a kill at any moment leaves the old state or the new one.
 *
 * @throws TypeError when the file holds something else
 */
export function createFileEmulator(file: string, options: Omit<EmulatorOptions, 'snapshot'> = {}): Emulator {
  let waiting = false;
  const snapshot = read(file);
  const emulator = createEmulator({
    ...options,
    ...(snapshot === undefined ? {} : { snapshot }),
    onChange() {
      options.onChange?.();
      if (waiting) return;
      waiting = true;
      setTimeout(() => {
        waiting = false;
        write(file, emulator.snapshot());
      }, 50);
    },
  });
  return emulator;
}

function read(file: string): EmulatorOptions['snapshot'] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
  return JSON.parse(text);
}

function write(file: string, snapshot: unknown): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const beside = `${file}.${process.pid}.tmp`;
  writeFileSync(beside, JSON.stringify(snapshot));
  renameSync(beside, file);
}
