import type { AssistantMessage, Chat, DifyEvent } from '@dify-oapi/core';
import { useEffect, useState } from 'react';
import { leaveSpeech } from './voice/leave-speech.ts';
import type { LiveSpeech } from './voice/live-speech.ts';

/** Those who say the answers of a view. */
interface SpokenAnswers {
  /** Says what an event brings to be said. */
  hear(event: DifyEvent): void;
  /** An answer has ended. */
  end(message: AssistantMessage): void;
  /** Falls silent when the view goes to another conversation, or away. @returns what does so */
  follow(chat: Chat): () => void;
}

/** Says answers while they are written, where an app sends speech with them. What that needs is loaded with the first sound. */
export function useSpokenAnswers(): SpokenAnswers {
  const [spoken] = useState(createSpokenAnswers);
  return spoken;
}

/** Falls silent when the view goes to another conversation, or away. */
export function useFollowSpeech({ follow }: SpokenAnswers, chat: Chat): void {
  useEffect(() => follow(chat), [follow, chat]);
}

function createSpokenAnswers(): SpokenAnswers {
  let live: Promise<LiveSpeech> | undefined;
  let owner: object = {};

  async function load(): Promise<LiveSpeech> {
    try {
      return (await import('./voice/live-speech.ts')).createLiveSpeech();
    } catch (error) {
      live = undefined;
      throw error;
    }
  }
  function tell(how: (live: LiveSpeech) => void): void {
    live?.then(how).catch(() => undefined);
  }
  return {
    hear(event) {
      if (event.event === 'tts_message') live ??= load();
      else if (event.event !== 'tts_message_end' && event.event !== 'workflow_finished') return;
      const whose = owner;
      tell((one) => one.hear(event, whose));
    },
    end: (message) => tell((one) => one.end(message)),
    follow(chat) {
      owner = chat;
      return () => leaveSpeech(chat);
    },
  };
}
