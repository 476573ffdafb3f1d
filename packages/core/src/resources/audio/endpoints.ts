import * as v from 'valibot';

import { endpoint } from '../../endpoint.ts';
import {
  type AudioToText,
  audioToTextSchema,
  type TextToAudio,
  type Transcript,
  textToAudioSchema,
  transcriptSchema,
} from './schemas.ts';

/**
 * Writes down what a recording says.
 *
 * @throws PayloadTooLargeError with code `audio_too_large`.
 * @throws UnsupportedMediaTypeError with code `unsupported_audio_type`.
 * @throws BadRequestError with code `speech_to_text_disabled`, before Dify 1.16 `invalid_param`, when the app has the
 *   feature off; `provider_not_support_speech_to_text`; `invalid_param` for an empty file.
 * @see https://docs.dify.ai/en/api-reference/audio/convert-audio-to-text
 */
export const toText = endpoint<AudioToText, Transcript>({
  operationId: 'audioToText',
  method: 'POST',
  path: '/audio-to-text',
  payload: 'form',
  user: 'optional',
  input: audioToTextSchema,
  output: transcriptSchema,
});

/**
 * Reads an answer or a text aloud. Answers the response itself, its body unread: MP3, as it is made. Look at its
 * content type first: a message that is unknown, empty or another user's is answered with 200 and the JSON `null`.
 *
 * @throws BadRequestError with code `invalid_param` when the app has the feature off or no voice, `app_unavailable`.
 * @throws ServerError without a code of Dify's when the speech model fails.
 * @see https://docs.dify.ai/en/api-reference/audio/convert-text-to-audio
 */
export const fromText = endpoint<TextToAudio, Response>({
  operationId: 'textToAudioChat',
  method: 'POST',
  path: '/text-to-audio',
  payload: 'json',
  user: 'optional',
  input: textToAudioSchema,
  output: v.custom<Response>(() => true),
  binary: true,
});
