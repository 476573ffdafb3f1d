import type { EventFilter, FilteredEvent } from '../stream/event-filter.ts';
import type { SSERecord } from '../stream/sse-records.ts';
import { createTextFrame, type TextFrame } from './text-frame.ts';

/** What a log gets of a record: JSON of an event, and the event itself where it says more than text. */
export interface LaneEvent {
  readonly data: string;
  /** Undefined for one more piece of a text. */
  readonly event: FilteredEvent | undefined;
}

/** Passes records through a filter. */
export interface DeltaLane {
  read(record: SSERecord): LaneEvent | 'ping' | null;
  /**
   * Takes whole records from a place in a stream on, as long as each is one more piece of a text that is known already and
   * can be no part of a link. Answers the place behind them.
   */
  take(stream: string, at: number, next: (frame: TextFrame, text: string) => void): number;
}

/** How a piece of text stands in a record of Dify, and in what the filter makes of it. */
interface Template {
  readonly before: string;
  readonly after: string;
  readonly shownBefore: string;
  readonly shownAfter: string;
  /** What the filter puts around the text; none when that is no event of a text. */
  readonly frame: TextFrame | undefined;
  /** What stands before and behind the text in the stream. */
  readonly opening: string;
  readonly closing: string;
}

const textEvents: ReadonlySet<string> = new Set(['message', 'agent_message', 'text_chunk', 'reasoning_chunk']);
const textField = /"(?:answer|text|reasoning)": ?"/g;

/** The inside of a text in JSON. Control characters go the long way, also those that JSON allows. */
const escaped = /^(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*$/u;

/** A text that stands in no answer. */
const marker = 'dify-oapi:7c1f9a52-marker';

const mostTemplates = 4;
const mostLessons = 64;

/**
 * A filter with a shortcut for what makes up nearly all of a stream: pieces of a text, each in the same event as the one
 * before. What the filter does to the event around the text is learned from the first of them, and put around the
 * others. Only text between quotes is ever taken over; whatever looks different goes through the filter.
 */
export function createDeltaLane(filter: EventFilter): DeltaLane {
  let templates: Template[] = [];
  let lessons = 0;

  function learn(data: string, shown: string): void {
    lessons += 1;
    for (const field of data.matchAll(textField)) {
      const template = templateAt(data, field.index + field[0].length, shown);
      if (template === undefined) continue;
      templates = [template, ...templates].slice(0, mostTemplates);
      return;
    }
  }

  /** What the filter makes of a record with another text at a place, if that changes nothing but this text. */
  function templateAt(data: string, from: number, shown: string): Template | undefined {
    const to = endOfText(data, from);
    if (to === undefined) return undefined;
    const before = data.slice(0, from);
    const after = data.slice(to);
    const event = filter.read({ event: '', data: before + marker + after });
    if (event === null || event === 'ping') return undefined;
    const parts = JSON.stringify(event.fields).split(marker);
    const [shownBefore, shownAfter, ...more] = parts;
    if (shownBefore === undefined || shownAfter === undefined || more.length > 0) return undefined;
    const [opening, closing] = [`data: ${before}`, `${after}\n\n`];
    const frame = createTextFrame(shownBefore, shownAfter);
    const template = { before, after, shownBefore, shownAfter, frame, opening, closing };
    return fill(template, data) === shown ? template : undefined;
  }

  return {
    read(record) {
      const { data } = record;
      for (const template of templates) {
        const shown = fill(template, data);
        if (shown !== undefined) return { data: shown, event: undefined };
      }
      const event = filter.read(record);
      if (event === null || event === 'ping') return event;
      const shown = JSON.stringify(event.fields);
      if (textEvents.has(event.name) && lessons < mostLessons) learn(data, shown);
      return { data: shown, event };
    },
    take(stream, from, next) {
      let at = from;
      for (const { closing, frame, opening } of templates) {
        for (let start = at + opening.length; frame !== undefined; start = at + opening.length) {
          if (stream.slice(at, start) !== opening) break;
          const end = stream.indexOf('"', start);
          const behind = end + closing.length;
          if (end === -1 || stream.slice(end, behind) !== closing) break;
          const text = stream.slice(start, end);
          if (!isPlain(text) || mayLink(text)) break;
          next(frame, text);
          at = behind;
        }
        if (at > from) break;
      }
      return at;
    },
  };
}

/** Whether a piece of text may name a file, or begin the target of a link. */
function mayLink(text: string): boolean {
  return text.charCodeAt(0) === 0x28 || text.includes('](') || text.includes('files');
}

function fill({ after, before, shownAfter, shownBefore }: Template, data: string): string | undefined {
  const end = data.length - after.length;
  // Parts are compared as wholes, which engines do many characters at a time.
  if (end < before.length || data.slice(0, before.length) !== before || data.slice(end) !== after) return undefined;
  const text = data.slice(before.length, end);
  if (isPlain(text)) return shownBefore + text + shownAfter;
  if (!escaped.test(text)) return undefined;
  const parsed: unknown = JSON.parse(`"${text}"`);
  return shownBefore + JSON.stringify(parsed).slice(1, -1) + shownAfter;
}

/** Where the text that begins somewhere ends: at the next quote that is none of its own. */
function endOfText(data: string, from: number): number | undefined {
  for (let at = from; at < data.length; at += 1) {
    if (data[at] === '\\') at += 1;
    else if (data[at] === '"') return at;
  }
  return undefined;
}

/** Whether a text stands in JSON as it is. Much of the time goes by here, and most texts are a few characters. */
function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x20 || code === 0x22 || code === 0x5c || code === 0x7f) return false;
  }
  return true;
}
