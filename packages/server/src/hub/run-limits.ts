/** How much the logs of runs may take, and how long they stay. */
export interface RunLimits {
  /** Bytes of one run's log. Above it neighbouring pieces of text become one record. @default 1_048_576 */
  runBytes: number;
  /** Bytes of all logs in this process. Above it the runs that ended first are forgotten. @default 67_108_864 */
  processBytes: number;
  /** Milliseconds that a run's log stays after its end. @default 300_000 */
  keepFor: number;
  /** Milliseconds that a paused run's log stays, in which somebody may answer its form. @default 3_600_000 */
  keepPausedFor: number;
  /** Milliseconds without a reader after which `onClientGone: 'stop'` stops a run. @default 30_000 */
  stopAfter: number;
}

/** The limits that hold unless others are named. */
export const defaultRunLimits: Readonly<RunLimits> = {
  runBytes: 1_048_576,
  processBytes: 67_108_864,
  keepFor: 300_000,
  keepPausedFor: 3_600_000,
  stopAfter: 30_000,
};
