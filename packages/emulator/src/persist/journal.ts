import { closeSync, mkdirSync, openSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { tableNames, type World } from '../world/world.ts';
import { watchRows } from './changed-rows.ts';

/** A world's memory in a file. */
export interface Journal {
  /** Appends what has changed. When it returns, a kill of the process loses nothing of it. */
  save(): void;
  /** Writes everything anew. */
  rewrite(): void;
}

/** How many bytes of changes may stand behind a snapshot that is smaller. */
const slackBytes = 1_000_000;

/**
 * Keeps a world in a file: a snapshot in the first line, then a line a change. When the changes outgrow the snapshot,
 * a new file is written beside the old one and takes its place: a kill at any moment leaves one or the other.
 * The first save writes everything anew; until then the file is only read.
 */
export function openJournal(file: string, world: World): Journal {
  const changes = watchRows(world);
  let descriptor: number | undefined;
  let snapshotBytes = 0;
  let changedBytes = 0;

  function rewrite(): void {
    mkdirSync(path.dirname(file), { recursive: true });
    changes();
    const rows = tableNames.map((name) => [name, [...world[name].values()]]);
    const text = `${JSON.stringify({ version: 1, ...Object.fromEntries(rows) })}\n`;
    const beside = `${file}.${process.pid}.tmp`;
    writeFileSync(beside, text);
    renameSync(beside, file);
    if (descriptor !== undefined) closeSync(descriptor);
    descriptor = undefined;
    snapshotBytes = text.length;
    changedBytes = 0;
  }

  function save(): void {
    const changed = changes();
    if (changed.length === 0) return;
    const text = changed.map((change) => `${JSON.stringify(change)}\n`).join('');
    if (snapshotBytes === 0 || changedBytes + text.length > Math.max(slackBytes, snapshotBytes)) {
      rewrite();
      return;
    }
    descriptor ??= openSync(file, 'a');
    writeSync(descriptor, text);
    changedBytes += text.length;
  }

  return { save, rewrite };
}
