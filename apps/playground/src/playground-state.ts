/** What the next question meets, besides an answer. */
export const nextAnswers = {
  model: 'As the model writes it',
  '401': '401: the key is wrong',
  '403': '403: not allowed',
  '404': '404: the conversation is gone',
  '429': '429: too many requests',
  '500': '500: the server fails',
  malformed: 'A broken line in mid-answer',
  stall: 'Silence in mid-answer',
} as const;

/** One way for the next question to be answered. */
export type NextAnswer = keyof typeof nextAnswers;

/** What the emulator is told to do wrong. */
export interface Faults {
  /** Cuts the connection once, after 20 events. */
  readonly cut: boolean;
  /** Adds 300 ms to every answer. */
  readonly slow: boolean;
  /** Answers every third request with 429. */
  readonly rateLimit: boolean;
  readonly nextAnswer: NextAnswer;
}

/** What the playground's server tells its page. */
export interface PlaygroundState {
  readonly answersFrom: 'emulator' | 'dify';
  readonly faults: Faults;
}

/** Nothing goes wrong on purpose. */
export const noFaults: Faults = { cut: false, slow: false, rateLimit: false, nextAnswer: 'model' };

/** Reads what came over the wire as faults; whatever is not understood is off. */
export function faultsFrom(value: unknown): Faults {
  if (typeof value !== 'object' || value === null) return noFaults;
  const given: Record<string, unknown> = { ...value };
  const nextAnswer = given.nextAnswer;
  return {
    cut: given.cut === true,
    slow: given.slow === true,
    rateLimit: given.rateLimit === true,
    nextAnswer: isNextAnswer(nextAnswer) ? nextAnswer : 'model',
  };
}

/** Reads what came over the wire as the server's state. */
export function playgroundStateFrom(value: unknown): PlaygroundState {
  const given: Record<string, unknown> = typeof value === 'object' && value !== null ? { ...value } : {};
  return { answersFrom: given.answersFrom === 'dify' ? 'dify' : 'emulator', faults: faultsFrom(given.faults) };
}

/** Whether a value names one of the ways to answer. */
export function isNextAnswer(value: unknown): value is NextAnswer {
  return typeof value === 'string' && Object.hasOwn(nextAnswers, value);
}
