import type { SSERecord } from '../stream/sse-records.ts';
import type { FileLinks } from './file-links.ts';
import { type Place, placeOf } from './place.ts';

/** Puts links into the records of a stream. */
export interface RecordLinks {
  /** Hands a record on, changed where it names a file. */
  read(record: SSERecord, next: (record: SSERecord) => void): void;
  /** The stream is over: hands on what was held back. */
  end(next: (record: SSERecord) => void): void;
  /** Whether the beginning of a link's target waits for its rest. */
  readonly isHolding: boolean;
}

type Event = Readonly<Record<string, unknown>>;

/** Longer is no address of a file. */
const longest = 700;

/** The target of a Markdown link that has not come to its end, from its bracket on. */
const openTarget = new RegExp(String.raw`(?:^|\])(\(<?([^\s()<>"'\\]{0,${longest}}))$`);

/**
 * Puts links into a stream of Dify. An address mostly comes in one piece. A model that repeats one writes it bit by bit:
 * then the target of a Markdown link is held back as long as it may become an address of a file, for nobody can use half
 * of one. Nothing else waits.
 */
export function createRecordLinks(links: FileLinks): RecordLinks {
  let held = '';
  let lastText: Event | undefined;
  let place: Place | undefined;

  function flush(next: (record: SSERecord) => void): void {
    if (held === '' || lastText === undefined) return;
    const text = held;
    held = '';
    next({ event: '', data: links.inText(JSON.stringify(withText(lastText, text)), place) });
  }

  function readText(record: SSERecord, event: Event, delta: string, next: (record: SSERecord) => void): void {
    const text = held + delta;
    const [, target = '', beginning = ''] = openTarget.exec(text) ?? [];
    held = target !== '' && links.mayBegin(beginning) ? target : '';
    lastText = event;
    const ready = text.slice(0, text.length - held.length);
    if (ready === '' && delta !== '') return;
    next({ event: record.event, data: links.inText(JSON.stringify(withText(event, ready)), place) });
  }

  return {
    read(record, next) {
      const { data } = record;
      // What nearly all records are: neither the name of a file nor the beginning of a link's target.
      const isPlain = held === '' && !data.includes('files') && !data.includes('](') && !data.includes('"(');
      if (isPlain || data === '') {
        next(record);
        return;
      }
      const event = parse(data);
      if (event === null) {
        next(record);
        return;
      }
      place = placeOf(event) ?? place;
      const text = textOf(event);
      if (text !== undefined) {
        readText(record, event, text, next);
        return;
      }
      flush(next);
      const isNamed = data.includes('files');
      // Written anew, so that no escape hides an address.
      next(isNamed ? { event: record.event, data: links.inText(JSON.stringify(event), place) } : record);
    },
    end: flush,
    get isHolding() {
      return held !== '';
    },
  };
}

/** The piece of text that an event adds to an answer. */
function textOf({ answer, data, event }: Event): string | undefined {
  if (event === 'message' || event === 'agent_message' || event === 'message_file') {
    return typeof answer === 'string' ? answer : undefined;
  }
  if (event !== 'text_chunk' || typeof data !== 'object' || data === null) return undefined;
  const text: unknown = Reflect.get(data, 'text');
  return typeof text === 'string' ? text : undefined;
}

function withText(event: Event, text: string): Event {
  if (event.event !== 'text_chunk') return { ...event, answer: text };
  const data = typeof event.data === 'object' ? event.data : {};
  return { ...event, data: { ...data, text } };
}

function parse(data: string): Event | null {
  try {
    const value: unknown = JSON.parse(data);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value))
      : null;
  } catch {
    return null;
  }
}
