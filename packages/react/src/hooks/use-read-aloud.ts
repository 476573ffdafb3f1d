import type { AssistantMessage } from '@dify-oapi/core';
import { useSyncExternalStore } from 'react';
import { useDify } from '../provider/use-dify.ts';
import { useChat } from './chat-context.tsx';
import { answerSpeech, speechKey } from './voice/answer-speech.ts';
import { type SpeechStatus, speaker } from './voice/speaker.ts';

/** An answer that can be read aloud. */
export interface ReadAloud {
  /**
   * What it is doing. `waiting`: something else is said first. `blocked`: the browser makes no sound before somebody presses;
   * `start` in the handler of a press goes on.
   */
  readonly status: SpeechStatus;
  /** Reads it aloud, in place of all that is said in this page. Call it in the handler of a press. */
  start(): void;
  stop(): void;
}

/**
 * Reads an answer of the chat around it aloud, by the app's own voice, as the sound comes. One is read in a page at a time.
 * Only for apps whose `/parameters` say `text_to_speech`.
 */
export function useReadAloud(message: AssistantMessage): ReadAloud {
  const dify = useDify();
  const chat = useChat();
  const key = speechKey(message);
  const statusNow = () => speaker.statusOf(key);
  const status = useSyncExternalStore(speaker.subscribe, statusNow, idle);
  return {
    status,
    start() {
      if (status === 'blocked') speaker.resume();
      else speaker.sayNow(answerSpeech(dify, message, chat));
    },
    stop: () => speaker.stop(key),
  };
}

function idle(): SpeechStatus {
  return 'idle';
}
