/** The keys of one run. */
export interface RedisRunKeys {
  readonly run: string;
  readonly log: string;
  /** There while a process writes the log. */
  readonly lease: string;
  /** What others ask of that process. */
  readonly asks: string;
  /** There while another process reads it. */
  readonly readers: string;
}

/** The keys of a run below a prefix. */
export function runKeysIn(prefix: string, id: string): RedisRunKeys {
  const key = (part: string) => `${prefix}run:${id}${part}`;
  return { run: key(''), log: key(':log'), lease: key(':lease'), asks: key(':asks'), readers: key(':readers') };
}
