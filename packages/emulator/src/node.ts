import { type Emulator, type EmulatorOptions, openEmulator } from './emulator.ts';
import { openJournal } from './persist/journal.ts';
import { readJournal } from './persist/read-journal.ts';
import { saveBeforeChunks } from './persist/save-before-chunks.ts';
import { emptyWorld, fromSnapshot } from './world/world.ts';

export { type RunningServer, type ServeOptions, serve } from './server/serve.ts';

/** An emulator that remembers in a file. */
export interface FileEmulator extends Emulator {
  /** Writes at once what changed between answers, e.g. in a run whose reader has left. */
  flush(): void;
}

/** How long changes between answers are gathered before they are written. */
const delayMs = 50;

/**
 * An emulator that remembers in a file. What an answer says is in the file before the answer leaves: a kill at any moment
 * loses nothing that was acknowledged.
 *
 * @throws TypeError when the file holds something else
 */
export function createFileEmulator(file: string, options: Omit<EmulatorOptions, 'snapshot'> = {}): FileEmulator {
  const snapshot = readJournal(file);
  const world = snapshot === undefined ? emptyWorld() : fromSnapshot(snapshot);
  const journal = openJournal(file, world);
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let isDirty = true;
  const emulator = openEmulator(world, {
    ...options,
    onChange() {
      options.onChange?.();
      isDirty = true;
      waiting ??= setTimeout(flush, delayMs);
    },
  });

  function flush(): void {
    clearTimeout(waiting);
    waiting = undefined;
    if (!isDirty) return;
    isDirty = false;
    journal.save();
  }

  return {
    ...emulator,
    async fetch(input, init) {
      const request = new Request(input, init);
      const response = await emulator.fetch(request);
      if (request.method !== 'GET') isDirty = true;
      flush();
      const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
      if (response.body === null || !isStream) return response;
      const { status, headers } = response;
      return new Response(saveBeforeChunks(response.body, flush), { status, headers });
    },
    restore(remembered) {
      emulator.restore(remembered);
      journal.rewrite();
    },
    reset() {
      emulator.reset();
      journal.rewrite();
    },
    flush,
  };
}
