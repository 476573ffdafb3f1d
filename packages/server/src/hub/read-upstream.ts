import type { RecordLinks } from '../file-links/record-links.ts';
import type { HandlerLimits } from '../limits/limits.ts';
import type { EventFilter } from '../stream/event-filter.ts';
import { createSSERecords, type SSERecord } from '../stream/sse-records.ts';
import { createUTF8Reader } from '../stream/utf8-reader.ts';
import { createDeltaLane, type LaneEvent } from './delta-lane.ts';
import type { RunEnd } from './run-log.ts';
import type { TextFrame } from './text-frame.ts';

/** How a stream of Dify is read into a log. */
export interface ReadUpstreamOptions {
  readonly limits: Pick<HandlerLimits, 'eventLength' | 'idleTimeout' | 'streamDuration'>;
  readonly filter: EventFilter;
  /** Puts links in the place of signed addresses; none where pages get Dify's own. */
  readonly links: RecordLinks | undefined;
  readonly onEvent: (event: LaneEvent) => void;
  /** One more piece of a text. */
  readonly onText: (frame: TextFrame, text: string) => void;
  readonly onPing: () => void;
  /** Called after the events of each piece that came over the network, and before the end. */
  readonly onPiece: () => void;
  /** Closes the connection to Dify. */
  readonly close: () => void;
}

/** A stream that is being read. */
export interface UpstreamReading {
  /** How it ended. Never rejects. */
  readonly done: Promise<RunEnd>;
  /** Reads no further. */
  giveUp(): void;
}

/** Milliseconds after the last event in which late ones, such as speech, may still come. */
const grace = 5000;

/**
 * Reads a stream of Dify to its end, event by event as they arrive, at Dify's own pace. It is over a while after the
 * last event, at an error, after too long a silence, and when it has lasted too long.
 */
export function readUpstream(upstream: ReadableStream<Uint8Array>, options: ReadUpstreamOptions): UpstreamReading {
  const { filter, limits, links, onEvent } = options;
  const lane = createDeltaLane(filter);
  const reader = upstream.getReader();
  const bytes = createUTF8Reader();
  const longest = setTimeout(giveUp, limits.streamDuration);
  let heardAt = Date.now();
  let idle = setTimeout(checkSilence, limits.idleTimeout);
  let late: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  let hasEnded = false;
  let isPaused = false;

  const records = createSSERecords(
    limits.eventLength,
    links === undefined ? take : (record) => links.read(record, take),
  );

  function take(record: SSERecord): void {
    if (isOver || filter.state === 'failed') return;
    const event = lane.read(record);
    if (event === null) return;
    if (event === 'ping') {
      options.onPing();
      return;
    }
    isPaused = event.event?.name === 'workflow_paused' || (isPaused && filter.state === 'over');
    onEvent(event);
    if (filter.state === 'over') waitForLateEvents();
  }

  /** Records go the short way, many at a time, as far as each is one more piece of the same text. */
  function feed(text: string): void {
    let at = 0;
    while (at < text.length) {
      if (records.isBetween && filter.state === 'open' && links?.isHolding !== true)
        at = lane.take(text, at, options.onText);
      if (at === text.length) return;
      const end = text.indexOf('\n\n', at);
      const next = end === -1 ? text.length : end + 2;
      records.feed(text.slice(at, next));
      at = next;
    }
  }

  function waitForLateEvents(): void {
    clearTimeout(late);
    late = setTimeout(giveUp, grace);
  }

  /** One timer looks at the clock now and then: a timer for every piece would cost more than the piece. */
  function checkSilence(): void {
    const left = limits.idleTimeout - (Date.now() - heardAt);
    if (left <= 0) giveUp();
    else idle = setTimeout(checkSilence, left);
  }

  /** Ends the reading. A pending read answers that there is no more. */
  function giveUp(): void {
    clearTimers();
    // Of what has ended by itself there is nothing to close, and closing is not cheap.
    if (hasEnded) return;
    options.close();
    reader.cancel().catch(() => undefined);
  }

  function clearTimers(): void {
    for (const timer of [longest, late, idle]) clearTimeout(timer);
  }

  function endOf(): RunEnd {
    if (filter.state === 'failed') return 'failed';
    if (filter.state === 'open') return 'interrupted';
    return isPaused ? 'paused' : 'over';
  }

  async function next(): Promise<Uint8Array | undefined> {
    try {
      const { done, value } = await reader.read();
      hasEnded = done;
      return value;
    } catch {
      return undefined;
    }
  }

  async function read(): Promise<RunEnd> {
    try {
      for (;;) {
        // However it ends, there is no more.
        const value = await next();
        if (value === undefined) break;
        heardAt = Date.now();
        feed(bytes.read(value));
        options.onPiece();
        if (filter.state === 'failed') return 'failed';
      }
      feed(bytes.end());
      records.end();
      links?.end(take);
      return endOf();
    } catch {
      const event = filter.failed('event_too_large', 'The answer has a part that is larger than this site takes.');
      onEvent({ data: JSON.stringify(event.fields), event });
      return 'failed';
    } finally {
      isOver = true;
      options.onPiece();
      giveUp();
    }
  }

  return { done: read(), giveUp };
}
