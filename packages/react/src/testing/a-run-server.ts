import { createBrowserDify, type DifyClient } from '@dify-oapi/core';
import { eventLine } from './a-live-server.ts';

/** A handler with a log of its one run, which the test writes; clients come and go. */
export interface RunServer {
  /** A client as a page has it that was just loaded. */
  client(): DifyClient;
  /** Every request, as `METHOD /path?query`. */
  readonly requests: readonly string[];
  /** Writes events of text into the log. */
  text(...pieces: readonly string[]): void;
  /** Writes the closing event. */
  end(): void;
  /** Breaks every connection; the run goes on. */
  cut(): void;
}

const handle = 'run-1~k.1.sig';

/** A server that keeps what a run has said, numbered, and tells it to whoever comes. */
export function aRunServer(): RunServer {
  const requests: string[] = [];
  const log: string[] = [];
  const readers = new Set<ReadableStreamDefaultController<Uint8Array>>();
  const encoder = new TextEncoder();
  let isOver = false;
  let question = '';

  function add(event: string, fields: object): void {
    log.push(`id: ${log.length + 1}\n${eventLine(event, fields)}`);
    const bytes = encoder.encode(log.at(-1));
    for (const reader of readers) reader.enqueue(bytes);
  }

  function stream(after: number, signal: AbortSignal | null | undefined): Response {
    let mine: ReadableStreamDefaultController<Uint8Array> | undefined;
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        mine = controller;
        for (const record of log.slice(after)) controller.enqueue(encoder.encode(record));
        if (isOver) controller.close();
        else readers.add(controller);
      },
      cancel() {
        if (mine) readers.delete(mine);
      },
    });
    signal?.addEventListener('abort', () => {
      if (mine && readers.delete(mine)) mine.error(new DOMException('aborted', 'AbortError'));
    });
    return new Response(body, { headers: { 'content-type': 'text/event-stream', 'dify-run': handle } });
  }

  /** What Dify tells of a turn while it is being written: the question, and no answer. */
  const history = () => ({
    data: log.length === 0 ? [] : [storedTurn(question)],
    has_more: false,
    limit: 20,
  });

  return {
    client: () =>
      createBrowserDify({
        url: 'http://run.test/v1',
        maxRetries: 0,
        logger: false,
        async fetch(input, init) {
          const { pathname, searchParams, search } = new URL(String(input));
          requests.push(`${init?.method ?? 'GET'} ${pathname}${pathname.includes('/runs/') ? search : ''}`);
          if (pathname === '/v1/chat-messages') {
            const body: { query?: unknown } = JSON.parse(String(init?.body));
            question = String(body.query);
            return stream(0, init?.signal);
          }
          if (pathname === `/v1/runs/${handle}`) return stream(Number(searchParams.get('after') ?? 0), init?.signal);
          if (pathname === '/v1/messages') return Response.json(history());
          return Response.json({ code: 'not_found', message: 'Not found.', status: 404 }, { status: 404 });
        },
      }),
    requests,
    text(...pieces) {
      for (const answer of pieces) add('message', { answer });
    },
    end() {
      isOver = true;
      add('message_end', { metadata: {} });
      for (const reader of readers) reader.close();
      readers.clear();
    },
    cut() {
      for (const reader of readers) reader.error(new TypeError('terminated'));
      readers.clear();
    },
  };
}

function storedTurn(query: string) {
  return {
    id: '80739cfc-7640-4d76-b91e-89dd3b801d99',
    conversation_id: '5b4ff11c-bf0e-4060-a08c-1eb493ecab0b',
    inputs: {},
    query,
    answer: '',
    message_files: [],
    feedback: null,
    retriever_resources: [],
    agent_thoughts: [],
    created_at: 1_795_381_650,
    status: 'normal',
    error: null,
  };
}
