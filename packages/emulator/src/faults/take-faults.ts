import { type Faults, noFaults } from '../faults.ts';

/** What happens to one request alone. */
const onceARequest = ['status', 'pageStatus'] as const;
const onceAQuestion = ['answerStatus'] as const;
const onceAStream = [
  'cutAfterEvents',
  'cutAfterBytes',
  'stallAfterEvents',
  'malformedAfterEvents',
  'halfCharacterAfterEvents',
  'moderatedAfterEvents',
  'errorAfterEvents',
] as const;

/** What a request meets: the standing faults and its own, which count more. Those that happen once are spent by it. */
export function takeFaults(standing: Faults, own: Partial<Faults>, isQuestion: boolean): Faults {
  const met = { ...standing, ...own };
  for (const field of onceARequest) standing[field] = null;
  if (isQuestion) for (const field of onceAQuestion) standing[field] = null;
  else met.answerStatus = null;
  return met;
}

/** What the stream of a request meets. Those faults that happen once are spent by it. */
export function takeStreamFaults(standing: Faults, own: Partial<Faults>): Faults {
  const met = { ...standing, ...own };
  for (const field of onceAStream) standing[field] = null;
  return met;
}

/** Whether anything in a stream goes wrong at all. */
export function touchesStream(faults: Faults): boolean {
  const off = noFaults();
  const fields = [...onceAStream, 'eventDelayMs', 'chunkBytes', 'strayPings'] as const;
  return fields.some((field) => faults[field] !== off[field]);
}
