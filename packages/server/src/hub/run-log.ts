import type { View } from '../answers/view.ts';
import type { Operation } from '../operations.ts';
import type { StreamIds } from '../stream/event-filter.ts';
import type { TextFrame } from './text-frame.ts';

/** What a run is known by. */
export interface RunHead {
  /** Ours, random, 22 characters of base64url. */
  readonly id: string;
  /** The app's name in the handler's options. */
  readonly app: string;
  /** What the site knows its person by. */
  readonly person: string;
  /** The site whose run it is, where several may share a log. */
  readonly site?: string;
  /** What began it. */
  readonly operation: Operation;
  /** What its person may see of it. */
  readonly sees: Omit<View, 'seal'>;
}

/**
 * How a log ended. `over`: with Dify's own end. `paused`: Dify waits for a person, so more may follow. `failed`: with an
 * error of Dify. `interrupted`: Dify was lost, or the process that read it, so more may follow when that one comes back.
 * `stopped`: stopped, and Dify said no end.
 */
export type RunEnd = 'over' | 'paused' | 'failed' | 'interrupted' | 'stopped';

/** Some records of a log, written as an event stream. */
export interface LogPage {
  /** Empty when nothing follows yet. */
  readonly text: string;
  /** The number that the next page follows. */
  readonly last: number;
}

/** The log of one run, as those read it who come and go. */
export interface RunReader {
  readonly head: RunHead;
  /** The highest number so far; 0 before any event. */
  readonly last: number;
  /** `null` while events may follow. */
  readonly end: RunEnd | null;
  /** Milliseconds since 1970 at which it ended; `null` while events may follow. */
  readonly endedAt: number | null;
  /**
   * JSON of an event that readers get before the end, and that is none of the log: it has no number, so that nothing is
   * missed when the log goes on after all. Empty where the log ends itself.
   */
  readonly lastWord: string;
  /** Dify's own ids of the run, as far as they are known: for calls to Dify, never for pages. */
  readonly ids: StreamIds;
  /** How often Dify gave a sign of life without an event. */
  readonly pings: number;
  /** What follows a number, a piece at a time; `undefined` when that is not kept any more. */
  read(after: number): LogPage | undefined;
  /** Calls back whenever there may be something new. The function returned ends that. */
  watch(listener: () => void): () => void;
}

/** The log of one run, for the one who reads Dify. */
export interface RunWriter extends RunReader {
  ids: StreamIds;
  /** Adds an event, as JSON. Nobody is told before `publish`. */
  append(data: string): void;
  /** Adds an event that is one more piece of a text. The text stands in JSON as it is. */
  appendText(frame: TextFrame, text: string): void;
  /** A sign of life without an event. */
  ping(): void;
  /** Tells those who watch. */
  publish(): void;
  /** Nothing follows, unless the log is opened again. */
  finish(end: RunEnd): void;
}

/** To which run a key belongs, and for what. */
export interface Claim {
  readonly run: string;
  /** A digest of what was asked. */
  readonly fingerprint: string;
  /** Milliseconds since 1970 at which the key was given: the run's log may open a moment later. */
  readonly at: number;
}

/** What the process that reads a run does when another one asks. */
export interface RunCommands {
  /** Stops the run. Resolves when Dify was told. @throws Refusal when it could not be */
  stop(): Promise<void>;
  /** Goes on after the pause that comes: its form was filled in. */
  answered(): Promise<void>;
}

/** Keeps the logs of runs: in this process, or for several. */
export interface RunLog {
  /** Gives a key to a run, unless it has one. Answers whose it is. */
  claim(key: string, claim: Claim): Promise<Claim>;
  /** Takes a key from a run that did not come about. */
  release(key: string, run: string): Promise<void>;
  /** Which run a key was given to. */
  claimed(key: string): Promise<Claim | undefined>;
  /** Opens a new log, to be written by this process. */
  begin(head: RunHead, commands: RunCommands): RunWriter;
  /** Opens the log of a paused run again. `undefined` when there is none, or somebody else writes it. */
  reopen(id: string, commands: RunCommands): Promise<RunWriter | undefined>;
  find(id: string): Promise<RunReader | undefined>;
  /** Forgets a log. */
  drop(id: string): void;
  /**
   * Asks the process that writes the log. `false` when there is none.
   *
   * @throws Refusal as the command does
   */
  ask(id: string, command: keyof RunCommands): Promise<boolean>;
  /** Whether somebody reads the log in another process; at once `false` where there is none. */
  isReadElsewhere(id: string): false | Promise<boolean>;
  /** Resolves when all that was written is where it is kept. @default at once */
  settled?(): Promise<void>;
  /** Calls back when what it needs goes away, and when that is back. Without it nothing can go away. */
  onReachable?(listener: (isReachable: boolean) => void): void;
  /** Gives back what it holds: timers and memory. */
  close(): void;
}
