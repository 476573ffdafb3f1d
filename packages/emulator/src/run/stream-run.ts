import type { Context } from '../context.ts';
import type { Faults } from '../faults.ts';
import { modelFailureText } from '../model/model-error.ts';
import { createSpeaker } from './create-speaker.ts';
import { envelope, errorEvent } from './events.ts';
import { play } from './play.ts';
import { AgentFailure } from './play-agent-app.ts';
import { type Run, settle, type Turn } from './run.ts';

const pingMs = 10_000;

/**
 * The answer as a stream of events. Who leaves it stops the run, or, on an older server, lets it go on for nobody: its text
 * is not kept.
 *
 * @param release called when the run has ended
 */
export function streamRun(context: Context, run: Run, release: () => void): ReadableStream<Uint8Array> {
  const { app, server } = context;
  const fault = takeStreamFaults(server.faults);
  const encoder = new TextEncoder();
  const stopped = new AbortController();
  const left = new AbortController();
  const ended = server.profile === '1.14' ? stopped.signal : AbortSignal.any([stopped.signal, left.signal]);
  let ping: ReturnType<typeof setInterval> | undefined;

  function end(): void {
    clearInterval(ping);
    server.runs.delete(run.taskId);
    release();
  }

  async function write(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    const started = performance.now();
    const speaker = createSpeaker(app);
    let sent = 0;
    const line = (text: string) => {
      if (!left.signal.aborted) controller.enqueue(encoder.encode(text));
    };
    const send = (fields: object) => line(`data: ${JSON.stringify(fields)}\n\n`);
    const speak = (pieces: readonly string[]) => {
      for (const audio of pieces) send({ event: 'tts_message', ...envelope(run), audio });
    };
    const turn: Turn = {
      context,
      run,
      ended,
      isStopped: () => stopped.signal.aborted,
      isLeft: () => left.signal.aborted,
      latency: () => (performance.now() - started) / 1000,
      async emit(event) {
        const piece = pieceOf(event);
        if (piece !== undefined) {
          if (sent === fault.malformed) line('data: {"event":"message","ans\n\n');
          if (sent === fault.cut) throw new Cut();
          if (sent === fault.stall) throw new Stall();
          sent++;
        }
        send(event);
        if (piece === undefined) return;
        speak(await speaker.hear(piece));
        if (piece !== '') await server.sleep(server.pace.pieceMs, ended);
      },
    };
    try {
      await play(turn);
    } catch (error) {
      if (error instanceof Stall) return clearInterval(ping);
      if (error instanceof Cut) {
        left.abort();
        end();
        controller.error(new TypeError('The connection was cut.'));
        return;
      }
      const isAgent = error instanceof AgentFailure;
      const reason = isAgent ? error.message : modelFailureText(error);
      settle(turn, { answer: '', status: 'error', error: reason });
      send(errorEvent(turn, isAgent ? 'completion_request_error' : 'invalid_param', reason));
    }
    if (speaker.speaks) {
      speak(await speaker.rest());
      send({ event: 'tts_message_end', ...envelope(run), audio: '' });
    }
    end();
    if (!left.signal.aborted) controller.close();
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
class Stall extends Error {}

/** The text of an event that carries a piece of the answer. */
function pieceOf(event: object): string | undefined {
  const [name, answer]: unknown[] = [Reflect.get(event, 'event'), Reflect.get(event, 'answer')];
  return (name === 'message' || name === 'agent_message') && typeof answer === 'string' ? answer : undefined;
}

/** What is to go wrong in this stream. Each fault happens once. */
function takeStreamFaults(faults: Faults) {
  const { cutAfterEvents: cut, stallAfterEvents: stall, malformedAfterEvents: malformed } = faults;
  Object.assign(faults, { cutAfterEvents: null, stallAfterEvents: null, malformedAfterEvents: null });
  return { cut, stall, malformed };
}
