import { describe, expect, it } from 'vitest';
import { isSigned, signature } from '../http/signed.ts';
import { asking } from '../testing/asking.ts';

const parameters = { file_upload: { enabled: true, allowed_file_types: ['image', 'document'], number_limits: 3 } };

async function uploaded({ emulator }: ReturnType<typeof asking>, name: string, type: string): Promise<string> {
  const body = new FormData();
  body.set('file', new File(['a small file'], name, { type }));
  body.set('user', 'u1');
  const headers = { authorization: 'Bearer app-test' };
  const response = await emulator.fetch('http://dify.test/v1/files/upload', { method: 'POST', headers, body });
  expect(response.status).toBe(201);
  return (await response.json()).id;
}

describe('a file', () => {
  it('can be seen once a message has it, and be had as an attachment', async () => {
    const world = asking({ parameters });
    const id = await uploaded(world, 'näme.txt', 'text/plain');
    expect(await world.json('GET', `/files/${id}/preview`)).toMatchObject({ code: 'file_not_found' });
    await world.ask('Look', { files: [{ type: 'document', transfer_method: 'local_file', upload_file_id: id }] });
    const shown = await world.call('GET', `/files/${id}/preview`);
    expect(shown.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(await shown.text()).toBe('a small file');
    const attached = await world.call('GET', `/files/${id}/preview?as_attachment=true`);
    expect(attached.headers.get('content-type')).toBe('application/octet-stream');
    expect(attached.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''n%C3%A4me.txt");
  });

  it('opens by its signed address for five minutes, and by no other', () => {
    const query = new URLSearchParams(signature('file-1', 1000, 'n'));
    expect(isSigned(query, 'file-1', 1300, 'FilePreviewQuery')).toBe(true);
    expect(isSigned(query, 'file-1', 1301, 'FilePreviewQuery')).toBe(false);
    expect(isSigned(query, 'file-2', 1000, 'FilePreviewQuery')).toBe(false);
    expect(() => isSigned(new URLSearchParams(), 'file-1', 1000, 'FilePreviewQuery')).toThrow(/3 validation errors/);
  });
});

describe('speech', () => {
  const speech = { speech_to_text: { enabled: true }, text_to_speech: { enabled: true, voice: 'alloy' } };

  it('is made of a text or of a message of the user, and is null for anything else', async () => {
    const { ask, call } = asking({ parameters: speech });
    const spoken = await call('POST', '/text-to-audio', { text: 'Hello', user: 'u1' });
    expect(spoken.headers.get('content-type')).toBe('audio/mpeg');
    expect(new Uint8Array(await spoken.arrayBuffer())[0]).toBe(0xff);
    const { message_id } = await ask('x');
    const answers = await Promise.all(
      ['u1', 'u2'].map(async (user) => (await call('POST', '/text-to-audio', { message_id, user })).headers),
    );
    expect(answers.map((headers) => headers.get('content-type'))).toEqual(['audio/mpeg', 'application/json']);
  });

  it('becomes text, unless the app does not listen', async () => {
    const send = async (parameters: object) => {
      const { emulator } = asking({ parameters });
      const body = new FormData();
      body.set('file', new File(['RIFF'], 'a.wav', { type: 'audio/wav' }));
      const headers = { authorization: 'Bearer app-test' };
      return (await emulator.fetch('http://dify.test/v1/audio-to-text', { method: 'POST', headers, body })).json();
    };
    expect(await send(speech)).toEqual({ text: expect.any(String) });
    expect(await send({})).toMatchObject({ code: 'speech_to_text_disabled' });
  });
});

describe('feedback', () => {
  it('is listed newest first, changes in place, and goes when it is withdrawn', async () => {
    const { ask, json } = asking({});
    const { message_id } = await ask('x');
    const rate = (rating: string | null) => json('POST', `/messages/${message_id}/feedbacks`, { rating, user: 'u1' });
    await rate('like');
    await rate('dislike');
    expect((await json('GET', '/app/feedbacks')).data).toMatchObject([{ message_id, rating: 'dislike' }]);
    await rate(null);
    expect(await json('GET', '/app/feedbacks')).toEqual({ data: [] });
    expect(await rate(null)).toMatchObject({ code: 'invalid_param' });
  });
});
