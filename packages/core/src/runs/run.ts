import type { DifyClient } from '../client.ts';
import type { StreamingEndpoint } from '../endpoint.ts';
import type { DifyError } from '../errors/dify-error.ts';
import type { DifyEvent } from '../events/dify-event.ts';
import type { SavedRun } from '../storage/saved-run-record.ts';
import type { RunEnvironment } from './run-environment.ts';

/** Which app a run is of: chat apps of every mode, text generators, workflows. */
export type RunKind = SavedRun['kind'];

/**
 * What a run is doing: waiting for the first headers, being read, looking for its lost connection, or, when that is gone
 * for good, looking for the rest of the answer where it is stored.
 */
type RunPhase = 'connecting' | 'streaming' | 'reconnecting' | 'recovering';

/** How the reading of a run ended. */
export type RunEnd =
  /** With its closing event, or with what was stored of it. */
  | { readonly type: 'ended' }
  /** The connection was lost in the middle and the rest could not be found. The run may still be alive. */
  | { readonly type: 'lost'; readonly error: DifyError }
  /** It never began, or a listener threw. */
  | { readonly type: 'failed'; readonly error: DifyError };

/** Whether the server was told of a stop. */
export type StopOutcome = { readonly told: true } | { readonly told: false; readonly error?: DifyError };

/** What a run tells whoever began it. Nothing is told after its end, after `detach`, or (but what trails) after `stop`. */
export interface RunListeners {
  /**
   * An event of this run, each once and in order. After `ended`, and after `stop`, only sources, usage, speech and the first
   * event that names the run still follow.
   *
   * @returns whether the run has ended with it, as the reducer sees it; `waits`: it waits for a person, so that the
   *   connection may end here, and may as well bring what came after
   */
  onEvent(event: DifyEvent): 'open' | 'waits' | 'ended';
  /** Something odd that harmed nothing. */
  onWarning?(warning: string): void;
  onPhase?(phase: RunPhase): void;
  /** The reading goes on after a gap: text may be missing, and the run's own word at its end beats what was heard. */
  onGap?(): void;
  /** A handle or an id has become known; not called for each number. */
  onKnown?(saved: SavedRun): void;
  /** Called at most once, and last. */
  onEnd(end: RunEnd): void;
  /**
   * Looks for the rest of a run that nothing can be read of any more, e.g. in the history. Takes what it finds itself.
   *
   * @returns whether the run's end was found
   */
  recover?(lost: LostRun): Promise<boolean>;
}

/** A run whose connection is gone for good. */
export interface LostRun {
  readonly saved: SavedRun;
  /** Ends the search. */
  readonly signal: AbortSignal;
  /** Waits; ends early with the signal. */
  pause(ms: number): Promise<void>;
}

/** What every run is read with. */
export interface RunOptions {
  readonly dify: DifyClient;
  readonly kind: RunKind;
  readonly listeners: RunListeners;
  /** @default the runtime's own clock, network and page */
  readonly environment?: RunEnvironment | undefined;
  /** Milliseconds without a byte after which a connection counts as lost. @default 45_000 */
  readonly idleMs?: number | undefined;
}

/** A run to begin. */
export interface StartRunOptions<Input extends object> extends RunOptions {
  readonly endpoint: StreamingEndpoint<Input, unknown>;
  readonly input: Input;
  /** What was asked, to be shown again after a reload. */
  readonly asked?: string | undefined;
  /** What is known beforehand, e.g. the conversation that goes on. */
  readonly saved?: Partial<SavedRun> | undefined;
}

/** A run to go on with. */
export interface ResumeRunOptions extends RunOptions {
  /**
   * The run. It goes on after `lastEventId`: leave that out, and everything is told again from the first event on, for
   * a row that begins anew, as after a reload.
   */
  readonly saved: SavedRun;
  /** The run's form was just answered: its log goes on although it had ended. @default false */
  readonly isContinued?: boolean | undefined;
}

/** A run that is read here. */
export interface Run {
  /**
   * Ends the reading for the listeners at once and tells the server, once however often it is called: also before the
   * headers, before Dify has named the task, and while the connection is looked for. Never rejects.
   */
  stop(): Promise<StopOutcome>;
  /** Lets go of the run without stopping it. Nothing is told any more. */
  detach(): void;
  /** What is known of it, to go on with it elsewhere. */
  saved(): SavedRun;
}
