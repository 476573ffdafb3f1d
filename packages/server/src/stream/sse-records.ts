/** One record of an event stream. */
export interface SSERecord {
  /** The name in the `event:` line, or nothing. */
  readonly event: string;
  readonly data: string;
}

/** Takes an event stream piece by piece. */
export interface SSERecords {
  /** @throws RangeError when one record gets longer than allowed */
  feed(text: string): void;
  /** The stream is over: what is pending is a record of its own. */
  end(): void;
  /** Whether a record has just ended, so that the next character begins another one. */
  readonly isBetween: boolean;
}

/**
 * Splits an event stream into records, wherever it is cut, in time linear in its length. Unlike parsers that follow
 * the standard it tells of records without data too: Dify's `event: ping` is one, and the sign of life must not be lost.
 *
 * @param maxLength characters of one record
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function createSSERecords(maxLength: number, onRecord: (record: SSERecord) => void): SSERecords {
  let pending: string[] = [];
  let length = 0;
  let event = '';
  let data: string[] = [];
  let afterCarriageReturn = false;

  function takeLine(line: string): void {
    if (line === '') {
      if (event !== '' || data.length > 0)
        onRecord({ event, data: data.length === 1 ? (data[0] ?? '') : data.join('\n') });
      event = '';
      data = [];
      length = 0;
      return;
    }
    const colon = line.indexOf(':');
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
    if (name === 'data') data.push(value);
    else if (name === 'event') event = value;
  }

  function grow(by: number): void {
    length += by;
    if (length > maxLength) throw new RangeError(`A record has more than ${maxLength} characters.`);
  }

  function endLine(last: string): void {
    if (pending.length === 0) {
      takeLine(last);
      return;
    }
    pending.push(last);
    const line = pending.join('');
    pending = [];
    takeLine(line);
  }

  return {
    feed(text) {
      if (text === '') return;
      let start = afterCarriageReturn && text[0] === '\n' ? 1 : 0;
      afterCarriageReturn = text.endsWith('\r');
      if (!text.includes('\r')) {
        // As Dify writes it, and several times faster.
        for (let end = text.indexOf('\n', start); end !== -1; end = text.indexOf('\n', start)) {
          grow(end - start);
          endLine(text.slice(start, end));
          start = end + 1;
        }
        grow(text.length - start);
        if (start < text.length) pending.push(text.slice(start));
        return;
      }
      for (const { 0: lineEnd, index } of text.matchAll(/\r\n|[\r\n]/g)) {
        if (index < start) continue;
        grow(index - start);
        endLine(text.slice(start, index));
        start = index + lineEnd.length;
      }
      grow(text.length - start);
      if (start < text.length) pending.push(text.slice(start));
    },
    end() {
      endLine('');
      takeLine('');
    },
    get isBetween() {
      return pending.length === 0 && event === '' && data.length === 0 && length === 0 && !afterCarriageReturn;
    },
  };
}
