import type { Server } from '../context.ts';

/** Somebody who reads a run's events. */
export interface RunReader {
  /** Those with a snapshot fall silent where others are cut. */
  readonly hasSnapshot: boolean;
  write(event: string, line: string): void;
  /** The body breaks off. */
  cut(): void;
  /** Nothing comes any more but pings. */
  deafen(): void;
}

/** Events that a server writes to a connection that is gone before it notices. */
const unnoticed = 2;

/** Where the events of one run go. It lives through pauses. */
export class RunChannel {
  readonly #isSelfish: boolean;
  readonly #readers = new Set<RunReader>();
  readonly #gone: number[] = [];

  /** @param isSelfish whether a reader that leaves disturbs the others */
  constructor(isSelfish: boolean) {
    this.#isSelfish = isSelfish;
  }

  join(reader: RunReader): void {
    this.#readers.add(reader);
  }

  /** A reader has read all that it wanted. Its farewell follows when its body ends. */
  finish(reader: RunReader): void {
    this.#readers.delete(reader);
  }

  /** A reader's connection is gone; the server notices later. */
  leave(reader: RunReader): void {
    if (this.#readers.delete(reader)) this.#gone.push(unnoticed);
  }

  publish(event: string, line: string): void {
    for (const reader of [...this.#readers]) reader.write(event, line);
    for (const at of this.#gone.keys()) this.#gone[at] = (this.#gone[at] ?? 0) - 1;
    if (this.#gone.some((left) => left <= 0)) {
      this.#gone.length = 0;
      this.farewell();
    }
  }

  /** What a reader says when its connection ends, and the others hear. */
  farewell(): void {
    if (!this.#isSelfish) return;
    this.#gone.length = 0;
    for (const reader of [...this.#readers]) {
      this.#readers.delete(reader);
      if (reader.hasSnapshot) reader.deafen();
      else reader.cut();
    }
  }
}

const channels = new WeakMap<Server, Map<string, RunChannel>>();

/** The channel of a run. */
export function channelOf(server: Server, runId: string): RunChannel {
  const known = channels.get(server) ?? new Map<string, RunChannel>();
  channels.set(server, known);
  const channel = known.get(runId) ?? new RunChannel(server.profile === '1.16');
  known.set(runId, channel);
  return channel;
}

/** Lets go of the channel of a run that has ended. Its readers keep what they have. */
export function forgetChannel(server: Server, runId: string): void {
  channels.get(server)?.delete(runId);
}
