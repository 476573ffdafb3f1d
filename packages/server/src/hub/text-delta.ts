type Fields = Readonly<Record<string, unknown>>;

/** A piece of text that an event carries, and the event around it. */
export interface TextDelta {
  readonly text: string;
  /** Equal for pieces that belong together, one after the other. */
  readonly kind: string;
  /** The event with another text in it, as JSON. */
  readonly write: (text: string) => string;
}

/** The piece of text in an event, when it has one that goes on the one before. */
export function textDelta(data: string): TextDelta | undefined {
  const event = objectOf(parse(data));
  if (event === undefined) return undefined;
  const name = event.event;
  if (name === 'message' || name === 'agent_message') return delta(event, 'answer', (fields) => fields);
  const inner = objectOf(event.data);
  if (inner === undefined) return undefined;
  const around = (fields: Fields) => ({ ...event, data: fields });
  if (name === 'text_chunk') return delta(inner, 'text', around);
  if (name === 'reasoning_chunk') return delta(inner, 'reasoning', around);
  return undefined;
}

function delta(fields: Fields, at: string, around: (fields: Fields) => Fields): TextDelta | undefined {
  const text = fields[at];
  if (typeof text !== 'string') return undefined;
  const write = (other: string) => JSON.stringify(around({ ...fields, [at]: other }));
  // The time of an event is no part of what it belongs to.
  const kind = JSON.stringify({ ...around({ ...fields, [at]: '' }), created_at: undefined });
  return { text, kind, write };
}

function parse(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}

function objectOf(value: unknown): Fields | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.fromEntries(Object.entries(value));
}
