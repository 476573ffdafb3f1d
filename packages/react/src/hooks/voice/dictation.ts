import { type DifyClient, DifyError } from '@dify-oapi/core';
import { audioToText } from '@dify-oapi/core/endpoints';
import { refusedOperations } from '../refused-operations.ts';
import { type Recording, record } from './recorder.ts';
import { toWav } from './to-wav.ts';

/** Why nothing could be dictated. */
export type DictationFailure =
  /** The person or the browser does not let this page hear. */
  | 'denied'
  | 'no-microphone'
  /** Another program holds the microphone. */
  | 'microphone-busy'
  /** The browser cannot record, or the page is not served over HTTPS. */
  | 'unsupported'
  /** The browser cannot read what it recorded. */
  | 'unreadable'
  | 'nothing-heard'
  /** The server did not write it down; the recording is kept for another try. */
  | 'not-written';

/** What a dictation is doing. */
export interface DictationState {
  /** `asking`: for the microphone. `writing`: the server writes down what was said. */
  readonly status: 'idle' | 'asking' | 'recording' | 'writing' | 'failed';
  /** Unix time in milliseconds at which the recording began; `null` while there is none. */
  readonly startedAt: number | null;
  /** `null` unless it has failed. */
  readonly failure: DictationFailure | null;
  /** What the server said, where it was the server. */
  readonly error: DifyError | null;
}

/** Something that is dictated. */
export interface DictationStore {
  getSnapshot(): DictationState;
  subscribe(listener: () => void): () => void;
  /** Told what was said, without blanks around it. @returns a function that ends it */
  hear(onText: (text: string) => void): () => void;
  /** How loud it is just now, from 0 to 1. */
  getLevel(): number;
  /** Begins to record. */
  start(): void;
  /** Ends the recording and has it written down. */
  finish(): void;
  /** Throws away what was said. */
  cancel(): void;
  /** Sends a recording again that was not written down; else begins anew. */
  retry(): void;
}

const idle: DictationState = { status: 'idle', startedAt: null, failure: null, error: null };

/** What a page may keep on recording, in milliseconds. Then it is written down. */
const longestMs = 10 * 60_000;

/** Records and has a server write down what was said. One at a time. */
export function createDictation(dify: DifyClient): DictationStore {
  let state = idle;
  let recording: Recording | undefined;
  let sound: File | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Of the try that is on its way; another one, or a cancel, ends it. */
  let current = new AbortController();
  const listeners = new Set<() => void>();
  const hearers = new Set<(text: string) => void>();

  function show(next: Partial<DictationState>): void {
    state = { ...idle, ...next };
    for (const listener of [...listeners]) listener();
  }
  function fail(failure: DictationFailure, error: DifyError | null = null): void {
    show({ status: 'failed', failure, error });
  }
  function leave(): AbortSignal {
    current.abort();
    current = new AbortController();
    clearTimeout(timer);
    recording?.discard();
    recording = undefined;
    return current.signal;
  }

  async function start(): Promise<void> {
    const signal = leave();
    sound = undefined;
    if (typeof MediaRecorder === 'undefined' || navigator.mediaDevices === undefined) return fail('unsupported');
    show({ status: 'asking' });
    try {
      const made = await record();
      if (signal.aborted) return made.discard();
      recording = made;
      timer = setTimeout(() => void finish(), longestMs);
      show({ status: 'recording', startedAt: Date.now() });
    } catch (error) {
      if (!signal.aborted) fail(failureOf(error));
    }
  }

  async function finish(): Promise<void> {
    if (recording === undefined) return;
    const { signal } = current;
    clearTimeout(timer);
    const made = recording.finish();
    recording = undefined;
    show({ status: 'writing' });
    try {
      sound = await toWav(await made);
    } catch {
      if (!signal.aborted) fail('unreadable');
      return;
    }
    if (!signal.aborted) await write(sound, signal);
  }

  async function write(file: File, signal: AbortSignal): Promise<void> {
    show({ status: 'writing' });
    try {
      const { text } = await dify.request(audioToText, { file }, { signal });
      if (signal.aborted) return;
      sound = undefined;
      if (text.trim() === '') return fail('nothing-heard');
      show(idle);
      for (const tell of [...hearers]) tell(text.trim());
    } catch (error) {
      refusedOperations(dify).note(error);
      if (!signal.aborted) fail('not-written', error instanceof DifyError ? error : null);
    }
  }

  return {
    getSnapshot: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    hear(onText) {
      hearers.add(onText);
      return () => hearers.delete(onText);
    },
    getLevel: () => recording?.level() ?? 0,
    start: () => void start(),
    finish: () => void finish(),
    cancel() {
      leave();
      sound = undefined;
      if (state !== idle) show(idle);
    },
    retry() {
      if (sound === undefined) void start();
      else void write(sound, leave());
    },
  };
}

function failureOf(error: unknown): DictationFailure {
  switch (error instanceof DOMException ? error.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'no-microphone';
    case 'NotReadableError':
    case 'AbortError':
      return 'microphone-busy';
    default:
      return 'unsupported';
  }
}
