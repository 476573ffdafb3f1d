/** One kind of record: what it is called, how it is checked, how much of it is kept. */
export interface RecordKind<Value> {
  /** Part of the key; `[a-z-]`. */
  readonly name: string;
  /** Of the form that is written now. A record of a higher version is left alone: a newer page wrote it. */
  readonly version: number;
  /** Milliseconds after which a record counts as gone. @default for ever */
  readonly maxAgeMs?: number;
  /** How many are kept; the oldest go first. @default 100 */
  readonly limit?: number;
  /** Reads what was stored, by this version or an older one. @returns `undefined` when it cannot be understood */
  read(data: unknown, version: number): Value | undefined;
}

/** A record as it is stored. */
export interface StoredRecord {
  /** The version of its form. */
  readonly version: number;
  /** Unix time in milliseconds of the last change. */
  readonly at: number;
  readonly data: unknown;
}

/** A record as text. */
export function writeRecord({ version, at, data }: StoredRecord): string {
  return JSON.stringify({ version, at, data });
}

/** @returns `undefined` for text that we did not write */
export function readRecord(text: string): StoredRecord | undefined {
  const parsed = parse(text);
  if (typeof parsed !== 'object' || parsed === null) return undefined;
  const { version, at, data }: { version?: unknown; at?: unknown; data?: unknown } = parsed;
  return Number.isInteger(version) && Number.isFinite(at) && typeof version === 'number' && typeof at === 'number'
    ? { version, at, data }
    : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
