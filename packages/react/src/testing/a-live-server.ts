import { createBrowserDify, type DifyClient } from '@dify-oapi/core';

const ids = {
  conversation_id: '5b4ff11c-bf0e-4060-a08c-1eb493ecab0b',
  message_id: '80739cfc-7640-4d76-b91e-89dd3b801d99',
  task_id: '87133e06-e616-45f3-a517-313ca2e24627',
};

/** A stream of one answer, written by the test. */
interface LiveAnswer {
  /** Writes events of text, all in one piece. */
  text(...pieces: readonly string[]): void;
  /** Writes the closing event and ends the stream. */
  end(): void;
  /** Breaks the connection. */
  breakOff(): void;
  /** Whether the page has let go of it. */
  readonly isLeft: boolean;
}

/** A chat app whose answers the test writes itself. */
export interface LiveServer {
  readonly dify: DifyClient;
  /** The questions that came in, in order. */
  readonly questions: readonly string[];
  /** Every request, as `METHOD /path`. */
  readonly requests: readonly string[];
  /** The answer of the last question. */
  answer(): LiveAnswer;
}

/** An event as it stands on the wire. */
export function eventLine(event: string, fields: object = {}, conversation = ids): string {
  return `data: ${JSON.stringify({ event, ...conversation, created_at: 1_795_381_650, ...fields })}\n\n`;
}

/** A server without Dify, for tests that must say when which byte comes. */
export function aLiveServer(): LiveServer {
  const questions: string[] = [];
  const requests: string[] = [];
  const answers: LiveAnswer[] = [];
  const dify = createBrowserDify({
    url: 'http://dify.test/v1',
    maxRetries: 0,
    isKeyed: false,
    logger: false,
    async fetch(input, init) {
      const { pathname } = new URL(String(input));
      requests.push(`${init?.method ?? 'GET'} ${pathname}`);
      if (pathname === '/v1/messages') return Response.json({ data: [], has_more: false, limit: 20 });
      if (pathname !== '/v1/chat-messages')
        return Response.json({ code: 'not_found', message: 'Not found.', status: 404 }, { status: 404 });
      const { query }: { query?: unknown } = JSON.parse(String(init?.body));
      questions.push(String(query));
      const { body, answer } = liveAnswer(init?.signal ?? null, questions.length);
      answers.push(answer);
      return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
    },
  });
  return {
    dify,
    questions,
    requests,
    answer() {
      const last = answers.at(-1);
      if (last === undefined) throw new Error('Nothing was asked yet.');
      return last;
    },
  };
}

function liveAnswer(signal: AbortSignal | null, count: number) {
  const turn = {
    ...ids,
    message_id: `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`,
    task_id: `task-${count}`,
  };
  const encoder = new TextEncoder();
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  let isOpen = true;
  let isLeft = false;
  const body = new ReadableStream<Uint8Array>({
    start(started) {
      controller = started;
    },
    cancel() {
      isOpen = false;
      isLeft = true;
    },
  });
  const close = (act: () => void) => {
    if (isOpen) act();
    isOpen = false;
  };
  signal?.addEventListener(
    'abort',
    () => {
      isLeft = true;
      close(() => controller?.error(new DOMException('aborted', 'AbortError')));
    },
    { once: true },
  );
  const write = (text: string) => {
    if (isOpen) controller?.enqueue(encoder.encode(text));
  };
  const answer: LiveAnswer = {
    text: (...pieces) => write(pieces.map((piece) => eventLine('message', { answer: piece }, turn)).join('')),
    end() {
      write(eventLine('message_end', { metadata: {} }, turn));
      close(() => controller?.close());
    },
    breakOff: () => close(() => controller?.error(new TypeError('terminated'))),
    get isLeft() {
      return isLeft;
    },
  };
  return { body, answer };
}
