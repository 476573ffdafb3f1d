/** One request as it was answered. */
export interface EmulatorEvent {
  /** Unix time in milliseconds of its arrival. */
  readonly atMs: number;
  readonly method: string;
  /** With its query, without the host. */
  readonly path: string;
  /** `sendChatMessage`, …; `null` where no operation lives. */
  readonly operationId: string | null;
  /** The name of the app whose key was shown; `null` for knowledge bases and without a key. */
  readonly app: string | null;
  readonly status: number;
  /** Milliseconds from its arrival to the begin of its answer. */
  readonly ms: number;
  /** Faults that it met. */
  readonly faults: readonly string[];
}
