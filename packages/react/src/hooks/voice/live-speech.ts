import type { AssistantMessage, DifyEvent } from '@dify-oapi/core';
import { speaker } from './speaker.ts';

/** Milliseconds without a piece after which an ended answer has no more to say: not every app tells the end of its speech. */
const silenceMs = 8000;

/** Says answers while they are written, for apps that speak by themselves. */
export interface LiveSpeech {
  hear(event: DifyEvent, owner: object): void;
  /** An answer has ended. */
  end(message: AssistantMessage): void;
}

/** One answer that is said. */
interface Spoken {
  readonly key: string;
  readonly body: ReadableStream<Uint8Array>;
  /** `null` when no more comes, or nobody hears it. */
  pieces: ReadableStreamDefaultController<Uint8Array> | null;
}

export function createLiveSpeech(): LiveSpeech {
  let spoken: Spoken | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function finish(): void {
    clearTimeout(timer);
    spoken?.pieces?.close();
    if (spoken !== undefined) spoken.pieces = null;
  }
  function finishAfter(ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(finish, ms);
  }

  return {
    hear(event, owner) {
      if (event.event === 'tts_message_end' || event.event === 'workflow_finished') return finish();
      if (event.event !== 'tts_message' || event.audio === '') return;
      const key = event.message_id ?? event.task_id ?? '';
      if (spoken?.key !== key) {
        finish();
        spoken = begin(key);
        const { body } = spoken;
        speaker.sayNext({ key, owner, open: async () => ({ type: 'audio/mpeg', body }) });
      }
      spoken.pieces?.enqueue(Uint8Array.from(atob(event.audio), (letter) => letter.charCodeAt(0)));
      finishAfter(silenceMs * 4);
    },
    end({ id, serverId, status }) {
      if (spoken?.key !== (serverId ?? id)) return;
      if (status.type === 'complete' || status.type === 'paused') return finishAfter(silenceMs);
      finish();
      speaker.stop(spoken.key);
    },
  };
}

function begin(key: string): Spoken {
  const pieces: { current: Spoken['pieces'] } = { current: null };
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      pieces.current = controller;
    },
    cancel() {
      spoken.pieces = null;
    },
  });
  const spoken: Spoken = { key, body, pieces: pieces.current };
  return spoken;
}
