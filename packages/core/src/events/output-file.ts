import type { OpenFields } from './event-envelope.ts';

/** A file that a run made or was given, or that belongs to a message, as events name it. */
export interface OutputFile extends OpenFields {
  /** `__dify__file__` marks a file among the outputs of workflows and chatflows. */
  dify_model_identity?: string | null;
  /** `image`, `document`, `audio`, `video` or `custom`. Open. */
  type?: string | null;
  /** `local_file`, `remote_url`, `tool_file` or `datasource_file`. Open. */
  transfer_method?: string | null;
  /** Of a file in the cloud; empty or `null` for others. */
  remote_url?: string | null;
  filename?: string | null;
  /** With its dot, e.g. `.png`. */
  extension?: string | null;
  mime_type?: string | null;
  /** Bytes; -1 when unknown, 0 for files that an agent's tool made. */
  size?: number | null;
  /** Id of the upload, of the tool's file or, in chat apps, of the file in the message. */
  related_id?: string | null;
  /** Signed; expires after minutes. The only way to load a file that a run made. */
  url?: string | null;
}
