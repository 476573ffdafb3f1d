import type { Server } from '../context.ts';
import type { Faults } from '../faults.ts';
import { channelOf, type RunReader } from './run-channel.ts';

const pingMs = 10_000;
/** How long an older server takes to close a body after its last event. */
const lingerMs = 1000;
/** The same for a newer one. */
const closeMs = 25;

/** How somebody reads a run. */
export interface ReadOptions {
  readonly runId: string;
  readonly hasSnapshot?: boolean;
  /** Lines that come before the live ones. */
  readonly first?: readonly string[];
  /** Whether the last of those is the end. */
  readonly isOver?: boolean;
  /** Whether it goes on after a pause. @default false */
  readonly continuesOnPause?: boolean;
  /** Whether it stays open after the end. @default false */
  readonly staysOpen?: boolean;
  /** What is to go wrong in it. */
  readonly faults?: Faults;
  /** Called when the reader is there. */
  readonly begin?: () => void;
}

/** The events of a run as a stream. Who leaves it does not stop the run. */
export function readRun(server: Server, options: ReadOptions): ReadableStream<Uint8Array> {
  const { begin, continuesOnPause = false, first = [], hasSnapshot = false, isOver = false, runId } = options;
  const channel = channelOf(server, runId);
  const encoder = new TextEncoder();
  const fault = takeFaults(options.faults);
  const closing = new AbortController();
  let ping: ReturnType<typeof setInterval> | undefined;
  let reader: RunReader | undefined;
  let isDone = false;
  let count = 0;

  return new ReadableStream({
    start(controller) {
      const send = (text: string) => {
        if (!isDone) controller.enqueue(encoder.encode(text));
      };
      const stop = () => {
        isDone = true;
        clearInterval(ping);
      };
      const end = async () => {
        clearInterval(ping);
        const lingers = server.profile === '1.14' ? lingerMs : closeMs;
        if (reader) channel.finish(reader);
        if (server.pace.pieceMs > 0) await server.sleep(lingers, closing.signal);
        channel.farewell();
        if (isDone) return;
        stop();
        controller.close();
      };
      reader = {
        hasSnapshot,
        write(event, line) {
          if (isDone) return;
          if (count === fault.malformed) send('data: {"event":"text_chunk","data":{"te\n\n');
          if (count === fault.cut) return reader?.cut();
          if (fault.stall !== null && count >= fault.stall) return clearInterval(ping);
          count++;
          send(line);
          const isEnd =
            (event === 'workflow_finished' && options.staysOpen !== true) ||
            (event === 'workflow_paused' && !continuesOnPause);
          if (isEnd) void end();
        },
        cut() {
          if (isDone) return;
          stop();
          controller.error(new TypeError('The connection was cut.'));
        },
        deafen() {},
      };
      ping = setInterval(() => send('event: ping\n\n'), pingMs);
      send('event: ping\n\n');
      channel.join(reader);
      for (const line of first) send(line);
      if (isOver) void end();
      begin?.();
    },
    cancel() {
      isDone = true;
      clearInterval(ping);
      closing.abort();
      if (reader) channel.leave(reader);
    },
  });
}

/** What is to go wrong in this stream. Each fault happens once. */
function takeFaults(faults: Faults | undefined) {
  if (faults === undefined) return { cut: null, stall: null, malformed: null };
  const { cutAfterEvents: cut, malformedAfterEvents: malformed, stallAfterEvents: stall } = faults;
  Object.assign(faults, { cutAfterEvents: null, stallAfterEvents: null, malformedAfterEvents: null });
  return { cut, stall, malformed };
}
