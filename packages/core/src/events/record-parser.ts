import { StreamError } from '../errors/stream-error.ts';

/** Cuts the text of an event stream into its records. */
export interface RecordParser {
  /** The `id` that the stream named last; empty before any. Stays until another one comes. */
  readonly lastEventId: string;
  /** Takes more text; lines and records may be cut anywhere. @throws StreamError with code `event_too_large` */
  feed(text: string): void;
  /** Takes what is left as a record, also without its blank line. */
  end(): void;
}

/**
 * Reads the framing of server-sent events as far as Dify and our handler use it: `data`, whose lines are joined, and `id`.
 * Comments, retry hints and event names are passed over; lines end with LF, CR or both.
 *
 * @param onData told of the data of each record
 * @param limit the largest record, in characters
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export function recordParser(onData: (data: string) => void, limit: number): RecordParser {
  let rest = '';
  let data: string | undefined;
  let lastEventId = '';
  let endedWithReturn = false;

  function takeLine(line: string): void {
    if (line === '') {
      if (data === undefined) return;
      const whole = data;
      data = undefined;
      if (whole !== '') onData(whole);
    } else if (line.startsWith('data:')) {
      const value = line.slice(line.charCodeAt(5) === 32 ? 6 : 5);
      data = data === undefined ? value : `${data}\n${value}`;
    } else if (line.startsWith('id:')) lastEventId = line.slice(line.charCodeAt(3) === 32 ? 4 : 3);
    else if (line === 'data') data = data === undefined ? '' : `${data}\n`;
  }

  /** A line end of two characters may be cut in two: the second half is then no line of its own. */
  function withOneLineEnd(text: string): string {
    const uncut = endedWithReturn && text.startsWith('\n') ? text.slice(1) : text;
    if (text !== '') endedWithReturn = text.endsWith('\r');
    return uncut.includes('\r') ? uncut.replace(/\r\n?/g, '\n') : uncut;
  }

  function feed(piece: string): void {
    const text = withOneLineEnd(piece);
    let from = 0;
    let end = text.indexOf('\n');
    while (end !== -1) {
      if (
        rest === '' &&
        data === undefined &&
        end > from + 6 &&
        text[end + 1] === '\n' &&
        text.startsWith('data: ', from)
      ) {
        // A record of one line, as nearly all are, needs no looking at its lines.
        onData(text.slice(from + 6, end));
        from = end + 2;
      } else {
        const line = text.slice(from, end);
        takeLine(rest === '' ? line : rest + line);
        rest = '';
        from = end + 1;
      }
      end = text.indexOf('\n', from);
    }
    rest += from === 0 ? text : text.slice(from);
    if (rest.length + (data?.length ?? 0) > limit) {
      throw new StreamError(`An event is larger than ${limit} characters.`, { code: 'event_too_large' });
    }
  }

  return {
    feed,
    end: () => feed('\n\n'),
    get lastEventId() {
      return lastEventId;
    },
  };
}
