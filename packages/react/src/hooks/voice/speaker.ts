import { onLeaveSpeech } from './leave-speech.ts';
import { feed, openSource, type Sound } from './play-sound.ts';

/** Something to be said. */
export interface Speech {
  /** Names it: who shows it asks by this name. */
  readonly key: string;
  /** Whose it is; what leaves the page takes back what it has said. */
  readonly owner: object;
  /** Its sound. Asked for when its turn has come. */
  open(signal: AbortSignal): Promise<Sound>;
}

/** How far something is that is to be said. `blocked`: the browser plays nothing before it is pressed. */
export type SpeechStatus = 'idle' | 'waiting' | 'loading' | 'playing' | 'blocked' | 'failed';

/** What speaks in a page: one thing at a time, the rest waits. */
export interface Speaker {
  statusOf(key: string): SpeechStatus;
  subscribe(listener: () => void): () => void;
  /** Says something at once, in place of all else. Called in the handler of a press, it may make a sound. */
  sayNow(speech: Speech): void;
  /** Says something when all else has been said. */
  sayNext(speech: Speech): void;
  /** Goes on with what the browser held back. Called in the handler of a press. */
  resume(): void;
  /** Falls silent, or takes back one thing. */
  stop(key?: string): void;
  /** Takes back all of one owner. */
  stopAllOf(owner: object): void;
}

/** What speaks in this page. */
export const speaker = createSpeaker();
onLeaveSpeech(speaker.stopAllOf);

function createSpeaker(): Speaker {
  let player: HTMLAudioElement | undefined;
  let queue: readonly Speech[] = [];
  let current: Speech | undefined;
  let status: SpeechStatus = 'idle';
  /** What could not be said last. */
  let failed: string | undefined;
  let turn = new AbortController();
  const listeners = new Set<() => void>();

  function show(next: SpeechStatus): void {
    status = next;
    for (const listener of [...listeners]) listener();
  }

  function silence(): void {
    turn.abort();
    turn = new AbortController();
    if (player === undefined) return;
    player.pause();
    if (player.src !== '') URL.revokeObjectURL(player.src);
    player.removeAttribute('src');
  }

  function next(): void {
    silence();
    [current, ...queue] = queue;
    if (current === undefined) show('idle');
    else begin(current);
  }

  function begin(speech: Speech): void {
    const { signal } = turn;
    const audio = player ?? new Audio();
    player = audio;
    failed = undefined;
    show('loading');
    const hear = (name: string, then: () => void) => audio.addEventListener(name, then, { signal });
    hear('playing', () => show('playing'));
    hear('waiting', () => show('loading'));
    hear('ended', next);
    hear('error', () => fail(speech));
    const source = openSource(audio);
    if (source !== undefined) play(audio, signal);
    speech
      .open(signal)
      .then((sound) => feed(audio, source, sound, signal))
      .catch((error: unknown) => {
        if (signal.aborted) return;
        if (isBlocked(error)) show('blocked');
        else fail(speech);
      });
  }

  function play(audio: HTMLAudioElement, signal: AbortSignal): void {
    audio.play().catch((error: unknown) => {
      if (!signal.aborted && isBlocked(error)) show('blocked');
    });
  }

  function fail(speech: Speech): void {
    failed = speech.key;
    next();
  }

  return {
    statusOf(key) {
      if (current?.key === key) return status;
      if (queue.some((speech) => speech.key === key)) return 'waiting';
      return failed === key ? 'failed' : 'idle';
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    sayNow(speech) {
      queue = [speech];
      next();
    },
    sayNext(speech) {
      queue = [...queue, speech];
      if (current === undefined) next();
      else show(status);
    },
    resume() {
      if (player !== undefined) play(player, turn.signal);
    },
    stop(key) {
      const isCurrent = key === undefined || current?.key === key;
      queue = key === undefined ? [] : queue.filter((speech) => speech.key !== key);
      if (isCurrent && current !== undefined) next();
      else show(status);
    },
    stopAllOf(owner) {
      queue = queue.filter((speech) => speech.owner !== owner);
      if (current?.owner === owner) next();
      else show(status);
    },
  };
}

function isBlocked(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'NotAllowedError';
}
