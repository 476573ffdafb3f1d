/** A request as it would reach Dify. */
export interface RecordedRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly redirect: string;
  readonly signal: AbortSignal;
  /** The body as text; a form's fields as `name=value` or `name=<file name>` lines. */
  readonly body: string;
  readonly json: Record<string, unknown>;
  readonly form: readonly (readonly [string, string | File])[];
}

/** Stands for Dify: writes down what it is asked, and answers what a test decides. */
export function recordedDify(answer: (request: RecordedRequest) => Response | Promise<Response>): {
  fetch: typeof fetch;
  requests: RecordedRequest[];
} {
  const requests: RecordedRequest[] = [];
  return {
    requests,
    async fetch(input, init) {
      const request = new Request(input, init);
      const isForm = request.headers.get('content-type')?.startsWith('multipart/form-data') === true;
      const form = isForm ? [...(await request.clone().formData()).entries()] : [];
      const body = isForm
        ? form.map(([name, value]) => `${name}=${typeof value === 'string' ? value : value.name}`).join('\n')
        : await request.text();
      const recorded: RecordedRequest = {
        method: request.method,
        url: new URL(request.url),
        headers: request.headers,
        redirect: request.redirect,
        signal: init?.signal ?? request.signal,
        body,
        json: body.startsWith('{') ? JSON.parse(body) : {},
        form,
      };
      requests.push(recorded);
      return answer(recorded);
    },
  };
}

/** A JSON answer. */
export function json(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });
}

/** A whole stream, in the pieces given. */
export function stream(...pieces: readonly (string | Uint8Array)[]): Response {
  let at = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const piece = pieces[at++];
        if (piece === undefined) controller.close();
        else controller.enqueue(typeof piece === 'string' ? new TextEncoder().encode(piece) : piece);
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(body, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } });
}

/** A stream that is written while a test goes on. */
export interface LiveStream {
  readonly response: Response;
  write(text: string): void;
  end(): void;
  /** As when the server dies. */
  breakOff(): void;
  /** Whether the reader has let go of it. */
  readonly isCancelled: boolean;
  /** How many pieces were taken. */
  readonly taken: number;
}

/** Opens a stream. What is written before it is asked for waits. */
export function liveStream(): LiveStream {
  const waiting: Uint8Array[] = [];
  let end: 'open' | 'end' | 'broken' = 'open';
  let isCancelled = false;
  let taken = 0;
  let wake: () => void = () => undefined;
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        while (waiting.length === 0 && end === 'open') await new Promise<void>((resolve) => (wake = resolve));
        const piece = waiting.shift();
        if (isCancelled) return;
        if (piece !== undefined) {
          taken += 1;
          controller.enqueue(piece);
        } else if (end === 'end') controller.close();
        else controller.error(new TypeError('terminated'));
      },
      cancel() {
        isCancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  const stop = (how: 'end' | 'broken') => {
    end = how;
    wake();
  };
  return {
    response: new Response(body, { headers: { 'content-type': 'text/event-stream' } }),
    write(text) {
      waiting.push(new TextEncoder().encode(text));
      wake();
    },
    end: () => stop('end'),
    breakOff: () => stop('broken'),
    get isCancelled() {
      return isCancelled;
    },
    get taken() {
      return taken;
    },
  };
}

/** An event as it stands on the wire. */
export function line(event: string, fields: Readonly<Record<string, unknown>> = {}): string {
  return `data: ${JSON.stringify({ event, ...envelope, ...fields })}\n\n`;
}

/** Ids of the streams in tests. */
export const envelope = {
  conversation_id: '5b4ff11c-bf0e-4060-a08c-1eb493ecab0b',
  message_id: '80739cfc-7640-4d76-b91e-89dd3b801d99',
  created_at: 1_795_381_650,
  task_id: '87133e06-e616-45f3-a517-313ca2e24627',
};
