import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { toNodeListener } from '../node.ts';
import { handlerOn, question } from '../testing/handler-on.ts';
import { heldBytes } from '../testing/heap.ts';
import { listen } from '../testing/listen.ts';
import { randomOf } from '../testing/random-of.ts';
import { line, recordedDify } from '../testing/recorded-dify.ts';
import { attached, handleIn, recordsIn, textIn } from '../testing/run-requests.ts';

const MB = 1_048_576;
/** On a busy machine these take a while. */
const patient = { timeout: 240_000 };
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A stream whose pieces are made when they are asked for. */
function streamOf(pieces: Iterator<string> | AsyncIterator<string>): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
}

describe('P33: a thousand streams at once', () => {
  const count = 1000;
  const events = 10;

  /** Every person's answer is full of that person's own words, and comes piece by piece. */
  async function* answerFor(person: string) {
    for (let at = 0; at < events; at++) {
      await turn();
      yield line('message', { answer: `<canary of ${person} ${at}>` });
    }
    yield line('message_end');
  }

  function readOver(url: string, person: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const headers = {
        'content-type': 'application/json',
        'x-dify-kit': '1',
        'sec-fetch-site': 'same-origin',
        'x-test-person': person,
      };
      const asked = request(`${url}/api/dify/support/chat-messages`, { method: 'POST', headers }, (incoming) => {
        let text = '';
        incoming.setEncoding('utf8');
        incoming.on('data', (piece: string) => (text += piece));
        incoming.on('end', () => resolve(text));
        incoming.on('error', reject);
      });
      asked.on('error', reject);
      asked.end(JSON.stringify({ query: person, inputs: {}, response_mode: 'streaming' }));
    });
  }

  it('over HTTP keep apart, and leave no memory behind', patient, async () => {
    const dify = recordedDify(({ json: { query } }) => streamOf(answerFor(String(query))));
    const { url } = await listen(toNodeListener(handlerOn(dify.fetch, { runs: { keepFor: 1 } })));
    const all = async () => {
      const texts = await Promise.all(Array.from({ length: count }, (_, at) => readOver(url, `person-${at}`)));
      for (const [at, text] of texts.entries()) {
        const own = Array.from({ length: events }, (_, n) => `<canary of person-${at} ${n}>`).join('');
        if (textIn(text) !== own) expect.fail(`The stream of person-${at} is not its own.`);
      }
      dify.requests.length = 0;
    };
    await all();
    const before = await heldBytes();
    await all();
    expect((await heldBytes()) - before).toBeLessThan(8 * MB);
  });
});

describe('P35: a thousand runs whose readers come and go', () => {
  it('have an end each, and replay exactly', patient, async () => {
    const seed = 35;
    const random = randomOf(seed);
    const endings = [line('message_end'), line('error', { code: 'x', message: 'no' }), ''];
    async function* answerFor(at: number) {
      for (let n = 0; n < 12; n++) {
        if (random() < 0.3) await turn();
        yield line('message', { answer: `<${at}.${n}>` });
      }
      yield endings[at % 3] ?? '';
    }
    const dify = recordedDify(({ json: { query } }) => streamOf(answerFor(Number(query))));
    const handler = handlerOn(dify.fetch, { limits: { liveStreams: 2000, readers: 2000, startsPerMinute: 2000 } });

    /** Reads some pieces, goes away, and comes back with the number of the last event that it has. */
    async function follow(at: number): Promise<string> {
      const gone = new AbortController();
      let response = await handler(question({ query: String(at) }, { signal: gone.signal }));
      const handle = handleIn(response);
      let text = '';
      for (;;) {
        const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
        let left = 2 + Math.floor(random() * 6);
        for (; left > 0; left--) {
          const piece = await reader?.read();
          if (piece?.done !== false) return text;
          text += piece.value;
          if (random() < 0.2) await turn();
        }
        if (random() < 0.5) gone.abort();
        else await reader?.cancel();
        const last = recordsIn(text).at(-1)?.[0] ?? 0;
        response = await handler(attached(handle, last));
        if (response.status !== 200)
          expect.fail(`${at} cannot go on after ${last}: ${response.status} (seed ${seed}).`);
      }
    }

    const texts = await Promise.all(Array.from({ length: 1000 }, (_, at) => follow(at)));
    for (const [at, text] of texts.entries()) {
      const records = recordsIn(text);
      expect(records.map(([id]) => id)).toEqual(Array.from({ length: 13 }, (_, n) => n + 1));
      expect(textIn(text)).toBe(Array.from({ length: 12 }, (_, n) => `<${at}.${n}>`).join(''));
      expect(['message_end', 'x', 'upstream_interrupted']).toContain(records[12]?.[1].code ?? records[12]?.[1].event);
    }
    expect(dify.requests).toHaveLength(1000);
  });
});

describe('P11: a reader that is slow', () => {
  const piece = line('message', { answer: 'x'.repeat(500) }).repeat(50);

  it('of 50 MB holds Dify back for no moment, and no memory but the log', patient, async () => {
    let isOver = false;
    function* pieces() {
      for (let sent = 0; sent < 50 * MB; sent += piece.length) yield piece;
      yield line('message_end');
      isOver = true;
    }
    const handler = handlerOn(recordedDify(() => streamOf(pieces())).fetch);
    const before = await heldBytes();
    const response = await handler(question());
    const reader = response.body?.getReader();
    await reader?.read();
    while (!isOver) await turn();
    expect((await heldBytes()) - before).toBeLessThan(2 * MB);
    // What it would need next is gone, and it hears of it instead of missing a part.
    await expect(reader?.read()).rejects.toThrow('too slow');
    expect((await handler(attached(handleIn(response), 1))).status).toBe(404);
  });

  it('gets merged text instead of many events, and every word of it', async () => {
    const words = Array.from({ length: 20_000 }, (_, at) => `${at} `);
    function* pieces() {
      for (const word of words) yield line('message', { answer: word });
      yield line('message_end');
    }
    const { fetch } = recordedDify(() => streamOf(pieces()));
    const response = await handlerOn(fetch)(question());
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = (await reader?.read())?.value ?? '';
    await new Promise((resolve) => setTimeout(resolve, 500));
    for (let next = await reader?.read(); next?.done === false; next = await reader?.read()) text += next.value;
    expect(textIn(text)).toBe(words.join(''));
    const numbers = recordsIn(text).map(([id]) => id);
    expect(numbers.length).toBeLessThan(15_000);
    expect(numbers.at(-1)).toBe(20_001);
    expect(numbers).toEqual(numbers.toSorted((one, other) => one - other));
  });
});

it('P09: over HTTP a stream whose Dify dies ends with a record that says so, and then closes', async () => {
  const dify = await listen((incoming, outgoing) => {
    incoming.resume();
    outgoing.writeHead(200, { 'content-type': 'text/event-stream' });
    outgoing.write(line('message', { answer: 'Half' }));
    setTimeout(() => outgoing.destroy(), 50);
  });
  const apps = { support: { baseURL: dify.url, apiKey: 'app-CanaryKey123456789012345' } };
  const { url } = await listen(toNodeListener(handlerOn(fetch, { apps })));
  const response = await fetch(`${url}/api/dify/support/chat-messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-dify-kit': '1', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({ query: 'Hi', inputs: {}, response_mode: 'streaming' }),
  });
  const records = recordsIn(await response.text());
  expect(records.map(([id, { answer, code }]) => [id, answer ?? code])).toEqual([
    [1, 'Half'],
    [2, 'upstream_interrupted'],
  ]);
});
