import type { Context } from '../context.ts';
import { noString, refuseMisfits } from '../http/misfits.ts';
import { readJson, readUser } from '../http/read-body.ts';
import { readForm } from '../http/read-form.ts';
import { invalidParam, Refusal } from '../http/refusal.ts';
import { directivesOf } from '../model/directives.ts';
import { silentMp3 } from '../run/silent-mp3.ts';

const kinds: ReadonlySet<string> = new Set(['audio/mp3', 'audio/m4a', 'audio/wav', 'audio/amr', 'audio/mpga']);
const mostBytes = 30 * 1024 * 1024;

/** What a plugin of older and newer servers says of a recording without a sound in it. */
const emptyFile =
  'plugin daemon: {"message":"Key: \'InvokePluginRequest[github.com/langgenius/dify-plugin-daemon/pkg/entities/requests.RequestInvokeSpeech2Text].Data.InvokeSpeech2TextSchema.File\' Error:Field validation for \'File\' failed on the \'required\' tag","error_type":"PluginDaemonBadRequestError","args":null}, code: -400';

export async function toText({ app, request, respond, server }: Context): Promise<Response> {
  const isOld = server.profile === '1.14';
  const form = await readForm(request);
  const file = form?.data.get('file');
  if (form === undefined || file === null || file === undefined || typeof file === 'string') {
    const message = 'The browser (or proxy) sent a request that this server could not understand.';
    throw isOld
      ? new Refusal(400, 'bad_request_key_error', message)
      : new Refusal(400, 'no_audio_uploaded', 'Please upload your audio.');
  }
  if (app.parameters.speech_to_text?.enabled !== true) {
    throw isOld
      ? invalidParam('Speech to text is not enabled')
      : new Refusal(400, 'speech_to_text_disabled', 'Speech to text is disabled.');
  }
  if (form.untyped || !kinds.has(file.type))
    throw new Refusal(415, 'unsupported_audio_type', 'Audio type not allowed.');
  if (file.size > mostBytes) throw new Refusal(413, 'audio_too_large', 'Audio size larger than 30 mb');
  if (file.size === 0) throw invalidParam(emptyFile);
  const audio = new Uint8Array(await file.arrayBuffer());
  const text = (await app.speech?.transcribe?.(audio)) ?? 'This is the fixed transcription of an audio file.';
  return respond.json({ text });
}

export async function fromText(context: Context): Promise<Response> {
  const { app, request, respond, server } = context;
  const body = await readJson(request);
  const user = readUser(body.user, 'optional');
  const { message_id: messageId, streaming, text, voice } = body;
  const misfits = [
    ...(['message_id', 'voice', 'text'] as const).flatMap((name) => {
      const value = body[name];
      return value === undefined || value === null || typeof value === 'string' ? [] : [noString(name, value)];
    }),
    ...(streaming === undefined || streaming === null || isFlag(streaming) ? [] : [noFlag(streaming)]),
  ];
  if (misfits.length > 0) throw refuseMisfits('TextToAudioPayload', misfits);
  let words = text;
  if (typeof messageId === 'string' && messageId !== '') {
    const message = server.world.messages.get(messageId);
    const isMine = message?.app === app.key && (server.profile === '1.14' || message.user === user);
    // A message that is not there, or has nothing to say, is no error.
    if (message === undefined || !isMine || message.answer === '') return respond.json(null);
    words = message.answer;
  }
  if (words === undefined || words === null) throw invalidParam('Text is required');
  if (app.parameters.text_to_speech?.enabled !== true) throw invalidParam('TTS is not enabled');
  if (words === '' || directivesOf(String(words)).has('fail')) return respond.serverPage();
  const synthesize = app.speech?.synthesize ?? silentMp3;
  const known = String(voice ?? app.parameters.text_to_speech.voice ?? '');
  return respond.bytes(new Uint8Array(await synthesize(String(words), known)), { 'Content-Type': 'audio/mpeg' });
}

function isFlag(value: unknown): boolean {
  if (typeof value === 'boolean' || value === 0 || value === 1) return true;
  return typeof value === 'string' && /^(?:true|false|1|0|yes|no|on|off|t|f|y|n)$/i.test(value);
}

function noFlag(input: unknown) {
  const sentence = 'Input should be a valid boolean, unable to interpret input';
  return { field: 'streaming', type: 'bool_parsing', sentence, input };
}
