import type { Faults } from '../faults.ts';
import { eventBlocks } from './event-blocks.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const ping = encoder.encode('event: ping\n\n');

/** What a faulty stream needs besides its faults. */
export interface FaultyStreamOptions {
  readonly faults: Faults;
  sleep(ms: number, ended?: AbortSignal): Promise<void>;
  /** Unix seconds. */
  now(): number;
}

/** A stream of events in which something goes wrong. Pings do not count as events. */
export function faultyStream(
  body: ReadableStream<Uint8Array>,
  options: FaultyStreamOptions,
): ReadableStream<Uint8Array> {
  const { chunkBytes, cutAfterBytes } = options.faults;
  const left = new AbortController();
  const events = faulty(eventBlocks(body, left.signal), options, left.signal);
  const chunks = inPieces(cutAtByte(events, cutAfterBytes), chunkBytes);
  return new ReadableStream(
    {
      async pull(controller) {
        try {
          const { done, value } = await chunks.next();
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          controller.error(error);
        }
      },
      cancel() {
        left.abort();
        void chunks.return();
      },
    },
    { highWaterMark: 0 },
  );
}

async function* faulty(
  events: AsyncGenerator<Uint8Array, void>,
  { faults, now, sleep }: FaultyStreamOptions,
  left: AbortSignal,
): AsyncGenerator<Uint8Array, void> {
  let count = 0;
  let last: Readonly<Record<string, unknown>> = {};
  let isTakenBack = false;
  for await (const event of events) {
    const data = dataOf(event);
    if (data !== undefined) {
      if (count === faults.cutAfterEvents) throw cut();
      if (count === faults.halfCharacterAfterEvents) {
        yield halfCharacter(event);
        throw cut();
      }
      if (count === faults.stallAfterEvents) {
        // The run goes on behind a line that has fallen silent.
        for await (const _ of events);
        await new Promise((resolve) => left.addEventListener('abort', resolve));
        return;
      }
      if (count === faults.malformedAfterEvents) yield encoder.encode('data: {"event":"message","ans\n\n');
      if (count === faults.errorAfterEvents) {
        yield encoder.encode(`data: ${JSON.stringify(errorAfter(last))}\n\n`);
        return;
      }
      if (count === faults.moderatedAfterEvents) {
        isTakenBack = true;
        yield encoder.encode(`data: ${JSON.stringify({ ...replacement(last), created_at: now() })}\n\n`);
      }
      count++;
      last = data;
      if (isTakenBack && isText(data)) continue;
    }
    if (faults.eventDelayMs > 0) await sleep(faults.eventDelayMs, left);
    if (faults.strayPings) yield ping;
    yield event;
  }
}

async function* cutAtByte(
  chunks: AsyncGenerator<Uint8Array, void>,
  limit: number | null,
): AsyncGenerator<Uint8Array, void> {
  let sent = 0;
  for await (const chunk of chunks) {
    if (limit !== null && sent + chunk.length > limit) {
      yield chunk.slice(0, limit - sent);
      throw cut();
    }
    sent += chunk.length;
    yield chunk;
  }
}

async function* inPieces(
  chunks: AsyncGenerator<Uint8Array, void>,
  size: number | null,
): AsyncGenerator<Uint8Array, void> {
  for await (const chunk of chunks) {
    const step = size ?? chunk.length;
    for (let at = 0; at < chunk.length; at += step) yield chunk.slice(at, at + step);
  }
}

function cut(): TypeError {
  return new TypeError('The connection was cut.');
}

/** The fields of an event; `undefined` for a ping. */
function dataOf(event: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  const text = decoder.decode(event);
  if (!text.startsWith('data:')) return undefined;
  try {
    const data: unknown = JSON.parse(text.slice(5));
    return typeof data === 'object' && data !== null ? { ...data } : {};
  } catch {
    return {};
  }
}

/** An event up to the first byte of a character of several bytes; one is added where it has none. */
function halfCharacter(event: Uint8Array): Uint8Array {
  const at = event.findIndex((byte) => byte >= 0xc2);
  return at >= 0
    ? event.slice(0, at + 1)
    : new Uint8Array([...encoder.encode('data: {"event":"message","answer":"'), 0xe2, 0x82]);
}

function isText({ event }: Readonly<Record<string, unknown>>): boolean {
  return event === 'message' || event === 'agent_message' || event === 'text_chunk';
}

function ids({ conversation_id, message_id, created_at, task_id, workflow_run_id }: Readonly<Record<string, unknown>>) {
  return { conversation_id, message_id, created_at, task_id, workflow_run_id };
}

function errorAfter(last: Readonly<Record<string, unknown>>): object {
  const message = 'Internal Server Error, please contact support.';
  return { event: 'error', ...ids(last), code: 'internal_server_error', status: 500, message };
}

function replacement(last: Readonly<Record<string, unknown>>): object {
  const answer = 'Your content violates our usage policy. Please revise and try again.';
  return { event: 'message_replace', ...ids(last), answer, reason: 'output_moderation' };
}
