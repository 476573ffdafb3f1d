/** What goes wrong on purpose. Change the fields at any time; each is off at first. */
export interface Faults {
  /** The status that answers the next request, once: 401, 403, 404, 429, 500, … */
  status: number | null;
  /** The status that answers the next question, once; other requests pass. */
  answerStatus: number | null;
  /** Cuts the connection of the next stream after so many events, once. */
  cutAfterEvents: number | null;
  /** Lets the next stream fall silent after so many events, once. */
  stallAfterEvents: number | null;
  /** Writes half a line of JSON after so many events of the next stream, once; the stream goes on. */
  malformedAfterEvents: number | null;
  /** Milliseconds added to every answer. */
  delayMs: number;
}

export function noFaults(): Faults {
  return {
    status: null,
    answerStatus: null,
    cutAfterEvents: null,
    stallAfterEvents: null,
    malformedAfterEvents: null,
    delayMs: 0,
  };
}
