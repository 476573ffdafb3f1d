import { fullText, type MergedText, mergeTexts, piecesOf, restOf, textAfter } from './merged-text.ts';
import type { LogPage } from './run-log.ts';
import { textDelta } from './text-delta.ts';
import type { TextFrame } from './text-frame.ts';

/** One event as it came: JSON of one line. */
interface PlainRecord {
  readonly last: number;
  readonly data: string;
}

/** One more piece of a text: what is around it is kept once for all pieces. */
interface TextRecord {
  readonly last: number;
  readonly frame: TextFrame;
  /** As it stands in JSON. */
  readonly text: string;
}

/** What a log is made of. */
export type LogRecord = PlainRecord | TextRecord | MergedText;

/** The numbered events of one run, in as little memory as they need. */
export interface LogBuffer {
  /** The highest number so far. */
  readonly last: number;
  /** What follows this number is kept; 0 when everything is. */
  readonly floor: number;
  /** Bytes that it takes, about; before records are merged, at most. */
  readonly size: number;
  /** The records that end after a number. */
  recordsAfter(after: number): readonly LogRecord[];
  /** Adds an event. */
  append(data: string): void;
  /** Adds an event that is one more piece of a text. The text stands in JSON as it is. */
  appendText(frame: TextFrame, text: string): void;
  /** Adds a record of another buffer. Those whose numbers are known already are left out. */
  add(record: LogRecord): void;
  /** Makes neighbouring pieces of text one record. Answers whether anything changed. */
  compact(): boolean;
  /** Forgets the oldest records until it takes no more bytes than this, or has one record left. */
  shrinkTo(bytes: number): void;
  /** Forgets all records, so that readers who are still there hold nothing. */
  clear(): void;
  /** What follows a number; `undefined` when it is not kept any more. */
  read(after: number): LogPage | undefined;
}

/** What a record costs beside its text. */
const overhead = 64;

/** Characters from which a page is full. */
const fullPage = 65_536;

/** An empty buffer. Numbers begin with 1. */
export function createLogBuffer(): LogBuffer {
  let records: LogRecord[] = [];
  let last = 0;
  let floor = 0;
  /** Bytes of the settled records, and at most those of the others. */
  let settledSize = 0;
  let looseSize = 0;
  /** How many records at the beginning cannot be merged any further. */
  let settled = 0;

  function push(record: LogRecord): void {
    records.push(record);
    looseSize += mostSizeOf(record);
    last = record.last;
  }

  function compact(): boolean {
    const before = records.length;
    // What was merged last may grow on.
    const from = Math.max(0, settled - 1);
    const merged = mergeNeighbours(records.slice(from));
    for (const record of records.slice(from, settled)) settledSize -= sizeOf(record);
    for (const record of merged) settledSize += sizeOf(record);
    looseSize = 0;
    records = records.slice(0, from).concat(merged);
    settled = records.length;
    return records.length < before;
  }

  return {
    get last() {
      return last;
    },
    get floor() {
      return floor;
    },
    get size() {
      return settledSize + looseSize;
    },
    recordsAfter: (after) => records.slice(indexAfter(records, after)),
    append: (data) => push({ last: last + 1, data }),
    // Nearly all of an answer comes this way, so it does without a look at what kind of record it is.
    appendText(frame, text) {
      last += 1;
      records.push({ last, frame, text });
      looseSize += overhead + text.length * 2;
    },
    add(record) {
      if (record.last <= last) return;
      const first = firstOf(record);
      if (first > last + 1) {
        // What lies between is lost, so what came before leads nowhere.
        records = [];
        settledSize = 0;
        looseSize = 0;
        settled = 0;
        floor = first - 1;
      }
      push(first <= last && 'first' in record ? restOf(record, last) : record);
    },
    compact,
    shrinkTo(bytes) {
      let gone = 0;
      for (const record of records) {
        if (settledSize + looseSize <= bytes || gone === records.length - 1) break;
        if (gone < settled) settledSize -= sizeOf(record);
        else looseSize -= mostSizeOf(record);
        floor = record.last;
        gone += 1;
      }
      if (gone === 0) return;
      records = records.slice(gone);
      settled = Math.max(0, settled - gone);
    },
    clear() {
      records = [];
      settledSize = 0;
      looseSize = 0;
      settled = 0;
      floor = last;
    },
    read(after) {
      if (after < floor) return undefined;
      if (after >= last) return { text: '', last: after };
      let at = indexAfter(records, after);
      let text = '';
      let read = after;
      for (let record = records[at]; record !== undefined && text.length < fullPage; record = records[++at]) {
        if ('frame' in record) text += `id: ${record.last}${record.frame.opening}${record.text}${record.frame.closing}`;
        else text += `id: ${record.last}\ndata: ${'first' in record ? textAfter(record, after) : record.data}\n\n`;
        read = record.last;
      }
      return { text, last: read };
    },
  };
}

/** The event of a record that was not merged. */
export function dataOf(record: PlainRecord | TextRecord): string {
  return 'data' in record ? record.data : record.frame.before + record.text + record.frame.after;
}

function firstOf(record: LogRecord): number {
  return 'first' in record ? record.first : record.last;
}

function mergeNeighbours(records: readonly LogRecord[]): LogRecord[] {
  const merged: LogRecord[] = [];
  let open: { first: number; delta: MergedText['delta']; pieces: string[]; length: number } | undefined;
  const close = () => {
    if (open !== undefined) merged.push(mergeTexts(open.first, open.delta, open.pieces));
    open = undefined;
  };
  for (const record of records) {
    const isMerged = 'first' in record;
    const delta = isMerged ? record.delta : 'frame' in record ? record.frame.delta : textDelta(record.data);
    if (delta === undefined) {
      close();
      merged.push(record);
      continue;
    }
    const text = 'text' in record ? record.text : delta.text;
    if (open !== undefined && (open.delta.kind !== delta.kind || open.length + text.length > fullText)) close();
    open ??= { first: firstOf(record), delta, pieces: [], length: 0 };
    if (isMerged) for (const piece of piecesOf(record)) open.pieces.push(piece);
    else open.pieces.push(text);
    open.length += text.length;
  }
  close();
  return merged;
}

/** The first record with something after a number. */
function indexAfter(records: readonly LogRecord[], after: number): number {
  let low = 0;
  let high = records.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((records[middle]?.last ?? 0) <= after) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Without a look at each character. */
function mostSizeOf(record: LogRecord): number {
  return 'first' in record ? sizeOf(record) : overhead + ('data' in record ? record.data : record.text).length * 2;
}

/** Engines keep a text with one byte a character until one of them needs two. */
const wide = /[^\0-\xff]/;

function sizeOf(record: LogRecord): number {
  const text = 'data' in record ? record.data : record.text;
  const characters = wide.test(text) ? text.length * 2 : text.length;
  return overhead + characters + ('first' in record ? record.lengths.byteLength + record.delta.kind.length * 2 : 0);
}
