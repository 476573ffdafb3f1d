import * as v from 'valibot';
import { checkField } from '../../schemas/check-field.ts';
import { closedObject } from '../../schemas/closed-object.ts';
import { userSchema, uuidOrHandleSchema } from '../../schemas/identifier.ts';
import type { OutputOf } from '../../schemas/object-schema.ts';
import { openObject } from '../../schemas/open-object.ts';

export const audioToTextSchema = closedObject({
  /**
   * At most 30 MB, and of exactly one of the types `audio/mp3`, `audio/m4a`, `audio/wav`, `audio/amr`, `audio/mpga`:
   * a browser's `audio/mpeg` and `audio/webm` are refused.
   */
  file: v.custom<Blob>((value) => value instanceof Blob, 'a File or Blob'),
  user: v.optional(userSchema),
});

/** What `audio.toText` takes. */
export interface AudioToText extends OutputOf<typeof audioToTextSchema> {}

export const transcriptSchema = openObject({ text: v.string() });

/** What was said. */
export interface Transcript extends OutputOf<typeof transcriptSchema> {}

export const textToAudioSchema = v.pipe(
  closedObject({
    /** An answer to read aloud: a UUID, or behind a server of ours the `speech_id` of the message. Wins over `text`. */
    message_id: v.optional(uuidOrHandleSchema),
    /** A text to read aloud. Not empty. */
    text: v.optional(v.pipe(v.string(), v.minLength(1, 'text that is not empty'))),
    /** A voice of the app's speech model; an unknown one falls back to the app's. */
    voice: v.optional(v.string()),
    /** Newer servers read a message to its own user only. */
    user: v.optional(userSchema),
    /** Without effect: the bytes always come as they are made. */
    streaming: v.optional(v.boolean()),
  }),
  checkField(
    ({ message_id, text }) => message_id !== undefined || text !== undefined,
    'a text, unless there is a message_id',
    ['text'],
  ),
);

/** What `audio.fromText` takes. */
export interface TextToAudio extends OutputOf<typeof textToAudioSchema> {}
