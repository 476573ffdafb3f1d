import type { RecordLinks } from '../file-links/record-links.ts';
import type { HandlerLimits } from '../limits/limits.ts';
import type { Refusal } from '../refusal.ts';
import type { EventFilter, FilteredEvent } from '../stream/event-filter.ts';
import type { LaneEvent } from './delta-lane.ts';
import { marks } from './marks.ts';
import { readUpstream, type UpstreamReading } from './read-upstream.ts';
import type { RunEnd, RunWriter } from './run-log.ts';
import { stopRun } from './stop-run.ts';
import type { TextFrame } from './text-frame.ts';

/** What a run needs that this process reads. */
export interface LiveRunOptions {
  readonly limits: Pick<HandlerLimits, 'eventLength' | 'idleTimeout' | 'streamDuration'>;
  readonly writer: RunWriter;
  readonly filter: EventFilter;
  /** Puts links in the place of signed addresses; none where pages get Dify's own. */
  readonly links: RecordLinks | undefined;
  /** Closes the connection to Dify. */
  readonly close: () => void;
  /** @throws Refusal when Dify cannot be told to stop the task */
  readonly tellStop: (taskId: string) => Promise<void>;
  /** Told of the events that are more than text, and of Dify's own ids, after each piece. */
  readonly onPiece: (events: readonly FilteredEvent[]) => void;
  /** Called once, when nothing more is read from Dify. The answer says whether the log stays open. */
  readonly onDone: (end: RunEnd) => 'stays open' | undefined;
}

/** A run that this process reads from Dify into its log. */
export interface LiveRun {
  readonly writer: RunWriter;
  /** Resolves when nothing more is read. */
  readonly done: Promise<void>;
  /** Reads what Dify answers. */
  read(body: ReadableStream<Uint8Array>): void;
  /** Ends the log with an error, because Dify did not begin. */
  refuse(refusal: Refusal): void;
  /** Stops the run. Dify is told once, however often it is asked for. @throws Refusal when Dify could not be told */
  stop(): Promise<void>;
  /** Closes the connection to Dify at once. */
  abort(): void;
}

/** Milliseconds to wait for Dify: for the id of a task to stop, and for a word after the stop. */
const patience = 10_000;

/** Begins a run. It waits until it is told what to read. */
export function createLiveRun(options: LiveRunOptions): LiveRun {
  const { filter, limits, writer } = options;
  let events: FilteredEvent[] = [];
  let reading: UpstreamReading | undefined;
  let isDone = false;
  let isStopWanted = false;
  let stopping: Promise<void> | undefined;
  let quiet: ReturnType<typeof setTimeout> | undefined;
  let settle: () => void = () => undefined;
  const done = new Promise<void>((resolve) => (settle = resolve));

  function add({ data, event }: LaneEvent): void {
    writer.append(data);
    if (event !== undefined) events.push(event);
    if (quiet !== undefined) awaitWord();
  }

  function addText(frame: TextFrame, text: string): void {
    writer.appendText(frame, text);
    if (quiet !== undefined) awaitWord();
  }

  function mark(event: FilteredEvent): void {
    add({ data: JSON.stringify(event.fields), event });
  }

  function publish(): void {
    if (events.length > 0) {
      writer.ids = { ...writer.ids, ...filter.ids };
      options.onPiece(events);
      events = [];
    }
    writer.publish();
  }

  function finish(end: RunEnd): void {
    if (isDone) return;
    isDone = true;
    clearTimeout(quiet);
    if (end === 'interrupted') {
      const [code, message, status] = isStopWanted ? marks.stopped : marks.interrupted;
      mark(filter.failed(code, message, status));
    }
    publish();
    if (options.onDone(end) === undefined) writer.finish(end === 'interrupted' && isStopWanted ? 'stopped' : end);
    settle();
  }

  /** When Dify says nothing after the stop, the log ends without its word. */
  function awaitWord(): void {
    clearTimeout(quiet);
    quiet = setTimeout(abort, patience);
  }

  function abort(): void {
    options.close();
    if (reading === undefined) finish('interrupted');
    else reading.giveUp();
  }

  async function stop(): Promise<void> {
    isStopWanted = true;
    try {
      await stopRun({
        patience,
        tell: options.tellStop,
        taskId: () => writer.ids.task_id,
        watch: writer.watch,
        ended: (withinMs) => within(done, withinMs),
      });
    } catch (error) {
      stopping = undefined;
      // Without an id there is only one way left to stop it.
      if (writer.ids.task_id === undefined) abort();
      throw error;
    }
    if (!isDone) awaitWord();
  }

  return {
    writer,
    done,
    read(body) {
      if (isDone) {
        options.close();
        body.cancel().catch(() => undefined);
        return;
      }
      reading = readUpstream(body, {
        limits,
        filter,
        links: options.links,
        onEvent: add,
        onText: addText,
        onPing: writer.ping,
        onPiece: publish,
        close: options.close,
      });
      reading.done.then(finish, () => finish('interrupted'));
    },
    refuse({ code, message, status }) {
      if (isDone) return;
      mark(filter.failed(code, message, status));
      finish('failed');
    },
    stop() {
      if (isDone) return Promise.resolve();
      stopping ??= stop();
      return stopping;
    },
    abort,
  };
}

/** Whether something happens within so many milliseconds. */
function within(work: Promise<unknown>, ms: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), ms);
    const end = () => {
      clearTimeout(timer);
      resolve(true);
    };
    work.then(end, end);
  });
}
