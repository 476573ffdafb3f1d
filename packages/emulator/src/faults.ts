/**
 * What goes wrong on purpose. Change the fields at any time; each is off at first. What happens "once" is `null` again
 * when it has happened; the rest stays until it is changed back.
 */
export interface Faults {
  /** The status that answers the next request, once: 401, 403, 404, 429, 500, … */
  status: number | null;
  /** The status that answers the next question, once; other requests pass. */
  answerStatus: number | null;
  /** Seconds in the `Retry-After` of every 429. @default null, no such header, as Dify answers */
  retryAfter: number | null;
  /** The status of a page of HTML that answers the next request, once, as a proxy in front of Dify would. */
  pageStatus: number | null;
  /** Milliseconds added to every answer. */
  delayMs: number;
  /** Runs at the same time; one more is refused as Dify refuses it. */
  maxConcurrent: number | null;
  /** Milliseconds by which the server's clock is ahead; less than 0 when it is behind. Not for one request alone. */
  clockSkewMs: number;
  /** Addresses of files are out of date at once. */
  expiredFiles: boolean;

  /** Cuts the connection of the next stream after so many events, once. */
  cutAfterEvents: number | null;
  /** Cuts the connection of the next stream after so many bytes, once: also inside of an event. */
  cutAfterBytes: number | null;
  /** Lets the next stream fall silent after so many events, once. */
  stallAfterEvents: number | null;
  /** Writes half a line of JSON after so many events of the next stream, once; the stream goes on. */
  malformedAfterEvents: number | null;
  /** Cuts the connection of the next stream after so many events, inside of a character of several bytes, once. */
  halfCharacterAfterEvents: number | null;
  /** Takes back what the next stream has said after so many events, once, as output moderation does. */
  moderatedAfterEvents: number | null;
  /** Ends the next stream with an `error` event after so many events, once. */
  errorAfterEvents: number | null;
  /** Milliseconds added before every event of every stream. */
  eventDelayMs: number;
  /** Hands streams over in pieces of so many bytes, wherever that cuts. @default null, event by event */
  chunkBytes: number | null;
  /** Pings stand between all events of a stream. */
  strayPings: boolean;
}

/** Nothing goes wrong. */
export function noFaults(): Faults {
  return {
    status: null,
    answerStatus: null,
    retryAfter: null,
    pageStatus: null,
    delayMs: 0,
    maxConcurrent: null,
    clockSkewMs: 0,
    expiredFiles: false,
    cutAfterEvents: null,
    cutAfterBytes: null,
    stallAfterEvents: null,
    malformedAfterEvents: null,
    halfCharacterAfterEvents: null,
    moderatedAfterEvents: null,
    errorAfterEvents: null,
    eventDelayMs: 0,
    chunkBytes: null,
    strayPings: false,
  };
}
