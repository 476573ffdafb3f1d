import { describe, expect, it } from 'vitest';
import { aVoiceApp } from '../../testing/a-voice-app.ts';
import { difyOn } from '../../testing/dify-on.ts';
import { anAnswer } from '../../testing/fixtures.ts';
import { answerSpeech } from './answer-speech.ts';

describe('answerSpeech', () => {
  it('has the text read, without its marks, where the server does not know the answer', async () => {
    const said: string[] = [];
    const synthesize = (text: string) => {
      said.push(text);
      return new Uint8Array([1, 2, 3]);
    };
    const dify = difyOn(aVoiceApp({ synthesize }));
    const message = anAnswer({ serverId: '00000000-0000-4000-8000-000000000000' });
    const { type, body } = await answerSpeech(dify, message, {}).open(new AbortController().signal);
    expect(type).toBe('audio/mpeg');
    expect(new Uint8Array(await new Response(body).arrayBuffer())).toEqual(new Uint8Array([1, 2, 3]));
    expect(said).toEqual(['Tighten the axle to 40 Nm on both sides.']);
  });
});
