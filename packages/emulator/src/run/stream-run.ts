import type { Context } from '../context.ts';
import type { Faults } from '../faults.ts';
import { filesOfEnd } from '../handlers/message-files.ts';
import type { ModelAnswer } from '../model/model.ts';
import { nameConversation, type Run, reasonOf, storeAnswer, storeFailure, storeStopped } from './run.ts';
import { knownSources } from './sources.ts';
import { until } from './until.ts';
import { usageOf } from './usage.ts';

const pingMs = 10_000;

/** The answer as a stream of events. Who leaves it stops the run, and its text is not kept. */
export function streamRun(context: Context, run: Run): ReadableStream<Uint8Array> {
  const { server } = context;
  const fault = takeStreamFaults(server.faults);
  const encoder = new TextEncoder();
  const stopped = new AbortController();
  const left = new AbortController();
  const ended = AbortSignal.any([stopped.signal, left.signal]);
  let ping: ReturnType<typeof setInterval> | undefined;
  let sent = 0;

  function end(): void {
    clearInterval(ping);
    server.runs.delete(run.taskId);
  }

  async function write(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    const started = performance.now();
    const latency = () => (performance.now() - started) / 1000;
    const line = (text: string) => controller.enqueue(encoder.encode(text));
    const send = (fields: object) => line(`data: ${JSON.stringify(fields)}\n\n`);
    let answer: ModelAnswer | undefined;
    let text = '';
    try {
      for await (const piece of piecesOf(run, (known) => {
        answer = known;
      })) {
        if (sent === fault.malformed) line('data: {"event":"message","ans\n\n');
        if (sent === fault.cut) throw new Cut();
        if (sent === fault.stall) {
          clearInterval(ping);
          return;
        }
        text += piece;
        send(messageEvent(run, piece));
        sent++;
        await server.sleep(server.pace.pieceMs, ended);
      }
      if (left.signal.aborted) return;
      const isStopped = stopped.signal.aborted || answer === undefined;
      if (answer === undefined || isStopped) storeStopped(context, run, text, latency());
      else {
        send(messageEvent(run, ''));
        storeAnswer(context, run, answer, text, latency());
      }
      send(endEvent(context, run, isStopped));
    } catch (error) {
      if (error instanceof Cut) {
        end();
        controller.error(new TypeError('The connection was cut.'));
        return;
      }
      storeFailure(context, run, reasonOf(error), latency());
      send(errorEvent(run, reasonOf(error)));
    }
    end();
    controller.close();
  }

  /** The model's pieces, for as long as somebody wants them. */
  async function* piecesOf({ ask }: Run, know: (answer: ModelAnswer) => void): AsyncIterable<string> {
    const asked = until(ended, ask());
    // A failure during the wait below is nobody's yet.
    asked.catch(() => {});
    await server.sleep(server.pace.firstMs, ended);
    nameConversation(context, run);
    const answer = await asked;
    if (answer === undefined) return;
    know(answer);
    const pieces =
      Symbol.asyncIterator in answer.pieces ? answer.pieces[Symbol.asyncIterator]() : answer.pieces[Symbol.iterator]();
    while (!ended.aborted) {
      const next = await until(ended, Promise.resolve(pieces.next()));
      if (next === undefined || next.done === true) break;
      yield next.value;
    }
    if (ended.aborted) void pieces.return?.();
  }

  return new ReadableStream({
    start(controller) {
      server.runs.set(run.taskId, { user: run.message.user, stop: () => stopped.abort() });
      ping = setInterval(() => controller.enqueue(encoder.encode('event: ping\n\n')), pingMs);
      void write(controller);
    },
    cancel() {
      left.abort();
      end();
    },
  });
}

class Cut extends Error {}

/** What is to go wrong in this stream. Each fault happens once. */
function takeStreamFaults(faults: Faults) {
  const { cutAfterEvents: cut, stallAfterEvents: stall, malformedAfterEvents: malformed } = faults;
  Object.assign(faults, { cutAfterEvents: null, stallAfterEvents: null, malformedAfterEvents: null });
  return { cut, stall, malformed };
}

function envelope({ message, taskId }: Run) {
  const { conversation_id, created_at, id } = message;
  return { conversation_id, message_id: id, created_at, task_id: taskId, id };
}

function messageEvent(run: Run, answer: string): object {
  return { event: 'message', ...envelope(run), answer, from_variable_selector: [] };
}

function endEvent(context: Context, run: Run, isStopped: boolean): object {
  const { message } = run;
  const metadata = {
    retriever_resources: knownSources(message.sources),
    usage: usageOf({ ...message.tokens, latency: message.latency }, isStopped ? '0E-7' : '0'),
    reasoning: {},
  };
  return { event: 'message_end', ...envelope(run), metadata, files: filesOfEnd(context, message) };
}

/** The only event without a task. */
function errorEvent(run: Run, message: string): object {
  const { conversation_id, message_id, created_at } = envelope(run);
  return { event: 'error', conversation_id, message_id, created_at, code: 'invalid_param', status: 400, message };
}
