/** What the hub adds to a log itself: a code, a sentence and a status. */
export const marks = {
  /** Dify, or the process that read it, was lost. */
  interrupted: ['upstream_interrupted', 'The connection to Dify was lost in the middle of the answer.', 502],
  /** It was stopped, and Dify never said an end. */
  stopped: ['stopped', 'The answer was stopped.', 200],
} as const;
