import { dataOf, type LogRecord } from '../hub/log-buffer.ts';
import { textDelta } from '../hub/text-delta.ts';

/** A record, or several, as an entry of a stream: its number, a field and a value. */
export type LogEntry = readonly [last: string, field: 'r' | 'm', value: string];

/** Characters from which an entry takes no more events. */
const fullEntry = 65_536;

/** Records as entries. Events stand line by line in one entry, merged text has an entry of its own. */
export function toEntries(records: readonly LogRecord[]): LogEntry[] {
  const entries: LogEntry[] = [];
  let lines: string[] = [];
  let length = 0;
  let last = 0;
  const close = () => {
    if (lines.length > 0) entries.push([String(last), 'r', lines.join('\n')]);
    lines = [];
    length = 0;
  };
  for (const record of records) {
    if ('first' in record) {
      close();
      const { delta, first, lengths, text } = record;
      const value = JSON.stringify({ first, data: delta.write(text), lengths: Array.from(lengths) });
      entries.push([String(record.last), 'm', value]);
      continue;
    }
    if (length > fullEntry) close();
    const data = dataOf(record);
    lines.push(data);
    length += data.length;
    last = record.last;
  }
  close();
  return entries;
}

/** The records of an entry. Entries that nobody of us wrote have none. */
export function fromEntry(id: string, field: string, value: string): LogRecord[] {
  const last = Number.parseInt(id, 10);
  if (field === 'r') {
    const lines = value.split('\n');
    return lines.map((data, at) => ({ last: last - lines.length + 1 + at, data }));
  }
  const { data, first, lengths } = JSON.parse(value);
  const delta = textDelta(String(data));
  if (field !== 'm' || delta === undefined || !Array.isArray(lengths)) return [];
  return [{ first: Number(first), last, delta, text: delta.text, lengths: Uint32Array.from(lengths) }];
}
