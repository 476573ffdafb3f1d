import type { Faults } from '@dify-oapi/emulator';

/** One fault as a control. */
export interface FaultField {
  readonly name: keyof Faults;
  readonly title: string;
  readonly note: string;
  /** What a switch sets; left out where the field takes a number. */
  readonly on?: number | true;
}

/** All faults of the emulator, the common ones first. */
export const faultFields: readonly FaultField[] = [
  { name: 'status', title: 'Refuse with 429', note: 'The next request, once', on: 429 },
  { name: 'answerStatus', title: 'Status of the next question', note: 'Once; other requests pass' },
  { name: 'retryAfter', title: 'Retry-After', note: 'Seconds, on every 429' },
  { name: 'pageStatus', title: 'Status of an HTML page', note: 'The next request, once, as a proxy answers' },
  { name: 'delayMs', title: 'Delay', note: 'Milliseconds before every answer' },
  { name: 'eventDelayMs', title: 'Delay of events', note: 'Milliseconds before every event' },
  { name: 'maxConcurrent', title: 'Runs at the same time', note: 'One more is refused' },
  { name: 'clockSkewMs', title: 'Clock ahead', note: 'Milliseconds; below 0 behind' },
  { name: 'cutAfterEvents', title: 'Cut after events', note: 'The next stream, once' },
  { name: 'cutAfterBytes', title: 'Cut after bytes', note: 'The next stream, once' },
  { name: 'stallAfterEvents', title: 'Fall silent after events', note: 'The next stream, once' },
  { name: 'malformedAfterEvents', title: 'Half a line after events', note: 'The next stream, once' },
  { name: 'halfCharacterAfterEvents', title: 'Cut in a character after events', note: 'The next stream, once' },
  { name: 'moderatedAfterEvents', title: 'Moderated after events', note: 'The next stream, once' },
  { name: 'errorAfterEvents', title: 'Error event after events', note: 'The next stream, once' },
  { name: 'chunkBytes', title: 'Pieces of bytes', note: 'Streams come cut, wherever that is' },
  { name: 'strayPings', title: 'Stray pings', note: 'Between all events', on: true },
  { name: 'expiredFiles', title: 'Expired files', note: 'Addresses of files are out of date', on: true },
];

/** The value of a fault that is off. */
export function offValue(name: keyof Faults): number | boolean | null {
  if (name === 'strayPings' || name === 'expiredFiles') return false;
  return name === 'delayMs' || name === 'eventDelayMs' || name === 'clockSkewMs' ? 0 : null;
}
