import { describe, expect, it } from 'vitest';
import { createClient } from '../client.ts';
import { AbortError } from '../errors/abort-error.ts';
import { NotFoundError } from '../errors/api-error.ts';
import { TimeoutError } from '../errors/connection-error.ts';
import knowledge from '../resources/fixtures/knowledge.json' with { type: 'json' };
import type { Clock } from './clock.ts';
import { pollDelay } from './poll-delay.ts';
import { toFile } from './to-file.ts';
import { fileType, uploadAndSend } from './upload-and-send.ts';
import { type DocumentUpload, uploadDocuments } from './upload-documents.ts';
import { type IndexingProgress, waitUntilIndexed } from './wait-until-indexed.ts';

const dataset_id = '0b5c3a1e-8f6d-4a3b-9c2e-1d4f5a6b7c8d';
const batch = '20260101000000123456';

/** A clock whose time passes only while something sleeps. */
function heldClock(): Clock & { slept: number[] } {
  let now = 0;
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    async sleep(ms, signal) {
      if (signal?.aborted) throw new AbortError('Taken back.', { code: 'aborted' });
      slept.push(ms);
      now += ms;
    },
  };
}

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
const refusal = (status: number, code: string, message = 'No.') => json({ code, message, status }, status);

/** A client whose server gives these answers in their order, the last one for ever. */
function scripted(answers: readonly (() => Response)[]) {
  const requests: Request[] = [];
  const client = createClient({
    baseURL: 'https://dify.example/v1',
    apiKey: 'dataset-1',
    maxRetries: 0,
    async fetch(url, init) {
      requests.push(new Request(url, init));
      const answer = answers[Math.min(requests.length, answers.length) - 1];
      if (answer === undefined) throw new TypeError('fetch failed');
      return answer();
    },
  });
  return { client, requests };
}

const look =
  (indexing_status: string, completed_segments = 0, error: string | null = null) =>
  () =>
    json({
      data: [
        {
          id: dataset_id,
          indexing_status,
          processing_started_at: 1,
          parsing_completed_at: null,
          cleaning_completed_at: null,
          splitting_completed_at: null,
          completed_at: null,
          paused_at: null,
          error,
          stopped_at: null,
          completed_segments,
          total_segments: 4,
        },
      ],
    });

describe('pollDelay', () => {
  const at = (elapsed: number, unchanged: number, failures = 0) =>
    pollDelay({ elapsed, unchanged, failures }, () => 0.5);

  it('looks every second at first, then less often the longer nothing changes', () => {
    expect([at(0, 0), at(9000, 9000)]).toEqual([1000, 1000]);
    expect([at(20_000, 5000), at(30_000, 20_000), at(60_000, 60_000), at(600_000, 200_000)]).toEqual([
      2000, 5000, 10_000, 15_000,
    ]);
  });

  it('waits longer with each failure, at most half a minute', () => {
    expect([at(0, 0, 1), at(0, 0, 3), at(0, 0, 20)]).toEqual([2000, 8000, 30_000]);
  });

  it('spreads by a tenth', () => {
    expect(pollDelay({ elapsed: 0, unchanged: 0, failures: 0 }, () => 0)).toBe(900);
    expect(pollDelay({ elapsed: 0, unchanged: 0, failures: 0 }, () => 1)).toBeCloseTo(1100);
  });
});

describe('waitUntilIndexed', () => {
  it('looks until every document is done and tells each step', async () => {
    const { client, requests } = scripted([look('parsing'), look('indexing', 2), look('completed', 4)]);
    const steps: IndexingProgress[] = [];
    const clock = heldClock();
    const rows = await waitUntilIndexed(
      client,
      { dataset_id, batch },
      { clock, onProgress: (step) => steps.push(step) },
    );
    expect(rows[0]).toMatchObject({ indexing_status: 'completed', completed_segments: 4 });
    expect(steps.map(({ documents, settled }) => [documents[0]?.indexing_status, settled])).toEqual([
      ['parsing', 0],
      ['indexing', 0],
      ['completed', 1],
    ]);
    expect(requests).toHaveLength(3);
    expect(clock.slept).toHaveLength(2);
  });

  it('gives a failed document back with its reason', async () => {
    const { client } = scripted([look('error', 0, 'The file is empty.')]);
    const [row] = await waitUntilIndexed(client, { dataset_id, batch }, { clock: heldClock() });
    expect(row).toMatchObject({ indexing_status: 'error', error: 'The file is empty.' });
  });

  it('goes on after a failing network, a failing server and a rate limit', async () => {
    const { client } = scripted([
      () => {
        throw new TypeError('fetch failed');
      },
      () => refusal(502, 'bad_gateway'),
      () => refusal(429, 'too_many_requests'),
      look('completed', 4),
    ]);
    const clock = heldClock();
    const rows = await waitUntilIndexed(client, { dataset_id, batch }, { clock });
    expect(rows).toHaveLength(1);
    expect(clock.slept[2]).toBe(60_000);
  });

  it('ends where the batch is gone', async () => {
    const { client, requests } = scripted([() => refusal(404, 'not_found')]);
    await expect(waitUntilIndexed(client, { dataset_id, batch }, { clock: heldClock() })).rejects.toThrow(
      NotFoundError,
    );
    expect(requests).toHaveLength(1);
  });

  it('says that it stalls when nothing has changed for long', async () => {
    const { client } = scripted([...Array.from({ length: 60 }, () => look('indexing', 1)), look('completed', 4)]);
    const stalls: boolean[] = [];
    await waitUntilIndexed(
      client,
      { dataset_id, batch },
      { clock: heldClock(), onProgress: ({ stalled }) => stalls.push(stalled) },
    );
    expect(stalls[0]).toBe(false);
    expect(stalls.at(-2)).toBe(true);
    expect(stalls.at(-1)).toBe(false);
  });

  it('gives up at the limit, and says that the indexing goes on', async () => {
    const { client } = scripted([look('indexing', 1)]);
    const wait = waitUntilIndexed(client, { dataset_id, batch }, { clock: heldClock(), timeout: 60_000 });
    await expect(wait).rejects.toThrow(TimeoutError);
    await expect(wait).rejects.toThrow(/within 60 s. The indexing goes on/);
  });

  it('ends when the caller takes it back', async () => {
    const { client } = scripted([look('indexing', 1)]);
    const controller = new AbortController();
    const wait = waitUntilIndexed(
      client,
      { dataset_id, batch },
      { clock: heldClock(), signal: controller.signal, onProgress: () => controller.abort() },
    );
    await expect(wait).rejects.toThrow(AbortError);
  });
});

describe('uploadDocuments', () => {
  const [taken] = knowledge.createDocumentFromFile;
  const accepted = () => json({ ...taken, batch });
  const names = ['a.txt', 'b.txt', 'c.txt', 'd.txt'];
  const files = names.map((name) => new File([name], name, { type: 'text/plain' }));

  it('uploads the first alone, then a few at a time, and answers in the order of the files', async () => {
    let running = 0;
    const atOnce: number[] = [];
    const client = createClient({
      baseURL: 'https://dify.example/v1',
      apiKey: 'dataset-1',
      async fetch() {
        atOnce.push(++running);
        await new Promise((resolve) => setTimeout(resolve, 5));
        running--;
        return accepted();
      },
    });
    const uploads = await uploadDocuments(client, { dataset_id, files }, { concurrency: 2 });
    expect(uploads.map(({ file, status }) => [file instanceof File && file.name, status])).toEqual(
      names.map((name) => [name, 'accepted']),
    );
    expect(atOnce[0]).toBe(1);
    expect(Math.max(...atOnce)).toBe(2);
  });

  it('goes on with the other files when one is refused', async () => {
    const { client } = scripted([accepted, () => refusal(415, 'unsupported_file_type'), accepted]);
    const uploads = await uploadDocuments(client, { dataset_id, files }, { concurrency: 1, clock: heldClock() });
    expect(uploads.map(({ status }) => status)).toEqual(['accepted', 'failed', 'accepted', 'accepted']);
    expect(uploads[1]?.error).toMatchObject({ code: 'unsupported_file_type' });
  });

  it('waits when Dify limits the rate, and offers the file again', async () => {
    const { client, requests } = scripted([accepted, () => refusal(429, 'too_many_requests'), accepted]);
    const clock = heldClock();
    const seen: DocumentUpload['status'][] = [];
    const uploads = await uploadDocuments(
      client,
      { dataset_id, files: files.slice(0, 2) },
      { concurrency: 1, clock, onProgress: ({ status }) => seen.push(status) },
    );
    expect(uploads.map(({ status }) => status)).toEqual(['accepted', 'accepted']);
    expect(requests).toHaveLength(3);
    expect(clock.slept).toEqual([2000]);
    expect(seen).toContain('waiting');
  });

  it('waits for the indexing when asked, and says why a document failed', async () => {
    const { client } = scripted([accepted, look('indexing', 1), look('error', 1, 'No text in it.')]);
    const [upload] = await uploadDocuments(
      client,
      { dataset_id, files: files.slice(0, 1) },
      { untilIndexed: true, clock: heldClock() },
    );
    expect(upload).toMatchObject({ status: 'failed', answer: { batch } });
    expect(upload?.error?.message).toContain('No text in it.');
  });

  it('cancels what was not accepted yet', async () => {
    const { client, requests } = scripted([accepted]);
    const controller = new AbortController();
    const uploads = await uploadDocuments(
      client,
      { dataset_id, files },
      {
        concurrency: 1,
        signal: controller.signal,
        onProgress: ({ status }) => status === 'accepted' && controller.abort(),
      },
    );
    expect(uploads.map(({ status }) => status)).toEqual(['accepted', 'canceled', 'canceled', 'canceled']);
    expect(requests).toHaveLength(1);
  });

  it('opens files only when it comes to them', async () => {
    const { client } = scripted([accepted]);
    const opened: string[] = [];
    function* read() {
      for (const file of files) {
        opened.push(file.name);
        yield file;
      }
    }
    let openedAtFirst = 0;
    await uploadDocuments(
      client,
      { dataset_id, files: read() },
      {
        concurrency: 1,
        onProgress: ({ index, status }) => {
          if (index === 0 && status === 'accepted') openedAtFirst = opened.length;
        },
      },
    );
    expect([openedAtFirst, opened.length]).toEqual([1, 4]);
  });
});

describe('uploadAndSend', () => {
  it('uploads the files for the same user and sends the message with them', async () => {
    const { client, requests } = scripted([
      () => json({ id: 'f-1', name: 'a.png', size: 1, mime_type: 'image/png' }, 201),
      () => json({ task_id: 't', message_id: 'm', conversation_id: 'c', answer: 'Nice.', created_at: 1 }),
    ]);
    const answer = await uploadAndSend(client, {
      query: 'Look',
      user: 'u1',
      files: [new File(['x'], 'a.png', { type: 'image/png' })],
    });
    expect(answer.answer).toBe('Nice.');
    const form = await requests[0]?.formData();
    expect(form?.get('user')).toBe('u1');
    expect(await requests[1]?.json()).toMatchObject({
      query: 'Look',
      user: 'u1',
      files: [{ type: 'image', transfer_method: 'local_file', upload_file_id: 'f-1' }],
    });
  });

  it('sends nothing when a file is refused', async () => {
    const { client, requests } = scripted([() => refusal(413, 'file_too_large', '')]);
    const call = uploadAndSend(client, { query: 'Look', user: 'u1', files: [new File(['x'], 'a.bin')] });
    await expect(call).rejects.toMatchObject({ status: 413 });
    expect(requests).toHaveLength(1);
  });

  it.each([
    ['image/png', 'image'],
    ['audio/mpeg', 'audio'],
    ['video/mp4', 'video'],
    ['application/pdf', 'document'],
    ['', 'document'],
  ])('calls %j a file of kind %s', (type, kind) => {
    expect(fileType(type)).toBe(kind);
  });
});

describe('toFile', () => {
  async function* pieces() {
    yield new TextEncoder().encode('Hel');
    yield new TextEncoder().encode('lo');
  }
  const stream = () => new Response('Hello').body ?? new ReadableStream();

  it.each([
    ['text', () => 'Hello'],
    ['bytes', () => new TextEncoder().encode('Hello')],
    ['a Blob', () => new Blob(['Hello'])],
    ['a stream', stream],
    ['an iterable of pieces', pieces],
    ['a response', () => new Response('Hello')],
  ])('takes %s', async (_, source) => {
    const file = await toFile(source(), 'a.txt', { type: 'text/plain' });
    expect([await file.text(), file.name, file.type]).toEqual(['Hello', 'a.txt', 'text/plain']);
  });

  it('needs a name, and a response that holds a file', async () => {
    await expect(toFile('Hello', ' ')).rejects.toThrow(/needs a name with its extension/);
    await expect(toFile(new Response('', { status: 404 }), 'a.txt')).rejects.toThrow(/status 404/);
  });
});
