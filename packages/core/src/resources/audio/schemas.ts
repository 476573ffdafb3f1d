import * as z from 'zod/mini';
import { checked } from '../../schemas/checked.ts';
import { userSchema, uuidOrHandleSchema } from '../../schemas/identifier.ts';

export const audioToTextSchema = z.strictObject({
  /**
   * At most 30 MB, and of exactly one of the types `audio/mp3`, `audio/m4a`, `audio/wav`, `audio/amr`, `audio/mpga`:
   * a browser's `audio/mpeg` and `audio/webm` are refused.
   */
  file: z.custom<Blob>((value) => value instanceof Blob, 'a File or Blob'),
  user: z.optional(userSchema),
});

/** What `audio.toText` takes. */
export interface AudioToText extends z.infer<typeof audioToTextSchema> {}

export const transcriptSchema = z.looseObject({ text: z.string() });

/** What was said. */
export interface Transcript extends z.infer<typeof transcriptSchema> {}

export const textToAudioSchema = checked(
  z.strictObject({
    /** An answer to read aloud: a UUID, or behind a server of ours the `speech_id` of the message. Wins over `text`. */
    message_id: z.optional(uuidOrHandleSchema),
    /** A text to read aloud. Not empty. */
    text: z.optional(checked(z.string(), z.minLength(1, 'text that is not empty'))),
    /** A voice of the app's speech model; an unknown one falls back to the app's. */
    voice: z.optional(z.string()),
    /** Newer servers read a message to its own user only. */
    user: z.optional(userSchema),
    /** Without effect: the bytes always come as they are made. */
    streaming: z.optional(z.boolean()),
  }),
  z.refine(({ message_id, text }) => message_id !== undefined || text !== undefined, {
    error: 'a text, unless there is a message_id',
    path: ['text'],
  }),
);

/** What `audio.fromText` takes. */
export interface TextToAudio extends z.infer<typeof textToAudioSchema> {}
