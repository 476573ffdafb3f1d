import { type AssistantMessage, type DifyClient, textOf } from '@dify-oapi/core';
import { textToAudioChat } from '@dify-oapi/core/endpoints';
import { refusedOperations } from '../refused-operations.ts';
import type { Sound } from './play-sound.ts';
import type { Speech } from './speaker.ts';
import { spokenText } from './spoken-text.ts';

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** The name under which an answer is said. */
export function speechKey({ id, serverId }: AssistantMessage): string {
  return serverId ?? id;
}

/** An answer, read aloud by its app. */
export function answerSpeech(dify: DifyClient, message: AssistantMessage, owner: object): Speech {
  return { key: speechKey(message), owner, open: (signal) => noting(dify, open(dify, message, signal)) };
}

async function noting<Result>(dify: DifyClient, work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    refusedOperations(dify).note(error);
    throw error;
  }
}

async function open(dify: DifyClient, message: AssistantMessage, signal: AbortSignal): Promise<Sound> {
  const text = spokenText(textOf(message)) || textOf(message);
  const { serverId } = message;
  if (serverId !== undefined && uuid.test(serverId)) {
    // A server that does not believe an id takes the text beside it.
    const sound = soundOf(await dify.request(textToAudioChat, { message_id: serverId, text }, { signal }));
    if (sound !== undefined) return sound;
  }
  const sound = soundOf(await dify.request(textToAudioChat, { text }, { signal }));
  if (sound === undefined) throw new TypeError('The server answered without sound.');
  return sound;
}

/** `undefined` for a server's way to say that it does not know the message. */
function soundOf({ body, headers }: Response): Sound | undefined {
  const type = headers.get('content-type')?.split(';')[0]?.trim() ?? '';
  if (body !== null && type.startsWith('audio/')) return { type, body };
  void body?.cancel();
  return undefined;
}
