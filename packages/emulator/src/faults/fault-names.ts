import { type Faults, noFaults } from '../faults.ts';

type Read = (value: string | undefined) => Partial<Faults>;

/** A number that may be left out. */
const count =
  (field: keyof Faults, fallback: number): Read =>
  (value) => ({ [field]: value === undefined ? fallback : numberOf(value) });

/** What each name on the command line or in a header stands for. */
const names: Readonly<Record<string, Read>> = {
  status: count('status', 500),
  'answer-status': count('answerStatus', 500),
  'rate-limit': (value) => ({ status: 429, ...(value === undefined ? {} : { retryAfter: numberOf(value) }) }),
  unauthorized: () => ({ status: 401 }),
  page: count('pageStatus', 500),
  delay: count('delayMs', 300),
  concurrency: count('maxConcurrent', 1),
  'clock-skew': (value) => ({ clockSkewMs: (value === undefined ? 3600 : numberOf(value)) * 1000 }),
  'expired-files': () => ({ expiredFiles: true }),
  'cut-after': count('cutAfterEvents', 3),
  'cut-bytes': count('cutAfterBytes', 200),
  'stall-after': count('stallAfterEvents', 3),
  'malformed-after': count('malformedAfterEvents', 3),
  'half-character-after': count('halfCharacterAfterEvents', 3),
  'moderated-after': count('moderatedAfterEvents', 3),
  'error-after': count('errorAfterEvents', 3),
  slow: count('eventDelayMs', 100),
  'chunk-bytes': count('chunkBytes', 1),
  'stray-pings': () => ({ strayPings: true }),
};

/** All names that `readFaults` knows. */
export const faultNames: readonly string[] = Object.keys(names);

/**
 * Reads faults by name, separated by commas: `cut-after=3, slow=50`.
 *
 * @throws TypeError when there is no fault of a name, or its value is no number
 */
export function readFaults(text: string): Partial<Faults> {
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return Object.assign({}, ...parts.map(readFault));
}

/** The names of what goes wrong, for a log. */
export function namesOf(faults: Partial<Faults>): string[] {
  const off = noFaults();
  const fields = Object.keys(off).filter((field) => isOn(field, faults, off));
  return fields.map((field) => `${field}=${String(Reflect.get(faults, field))}`);
}

function isOn(field: string, faults: Partial<Faults>, off: Faults): boolean {
  const value: unknown = Reflect.get(faults, field);
  return value !== undefined && value !== Reflect.get(off, field);
}

function readFault(part: string): Partial<Faults> {
  const [name = '', value] = part.split('=');
  const read = names[name];
  if (read === undefined) throw new TypeError(`There is no fault "${name}". There are ${faultNames.join(', ')}.`);
  return read(value);
}

function numberOf(text: string): number {
  if (/^-?\d+$/.test(text)) return Number(text);
  throw new TypeError(`A fault takes a whole number, not "${text}".`);
}
