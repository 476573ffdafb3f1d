/** What every event of a message stream carries. Absent where an old or odd server leaves it out. */
export interface EventEnvelope {
  /** A UUID. Absent from workflows, completions and replays of finished runs. */
  conversation_id?: string;
  /** A UUID: the turn in the history. Absent from workflows. */
  message_id?: string;
  /** Unix time in seconds at which the message was made. */
  created_at?: number;
  /** Needed to stop the answer. Absent from `error`. */
  task_id?: string;
}

/** Fields that a newer server adds are kept. */
export interface OpenFields {
  [field: string]: unknown;
}
