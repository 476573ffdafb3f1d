import type { RetrieverResource } from '@dify-oapi/core';

/** A conversation as it is kept. Times are Unix seconds. */
export interface ConversationRow {
  id: string;
  app: string;
  user: string;
  name: string;
  inputs: Record<string, unknown>;
  created_at: number;
  updated_at: number;
}

/** A turn as it is kept. A completion has no conversation. */
export interface MessageRow {
  id: string;
  /** Empty for a completion. */
  conversation_id: string;
  app: string;
  user: string;
  inputs: Record<string, unknown>;
  query: string;
  answer: string;
  /** Uploads that came with the question. */
  files: string[];
  /** What each upload was sent as. @default by its media type */
  fileTypes?: string[];
  /** Files that were sent as an address. */
  remoteFiles?: RemoteFile[];
  /** Files that belong to the answer. */
  madeFiles?: MadeFileOfMessage[];
  sources: RetrieverResource[];
  feedback: 'like' | 'dislike' | null;
  status: 'normal' | 'error' | 'paused';
  error: string | null;
  created_at: number;
  /** Turns of one second keep their order by it. */
  order: number;
  tokens: { prompt: number; answer: number };
  /** Seconds. */
  latency: number;
  /** Follow-up questions that the model has in mind. */
  followUps: string[];
  /** Rounds of an agent. */
  thoughts?: ThoughtRow[];
  /** The annotation that answered. */
  annotation?: { id: string; account: { id: string; name: string } };
  /** The workflow's run that answered. */
  workflow_run_id?: string;
}

/** A file that a question named by its address. */
export interface RemoteFile {
  type: string;
  url: string;
}

/** A file of an answer: its own id, and that of the file itself. */
export interface MadeFileOfMessage {
  id: string;
  tool_file_id: string;
  type: string;
}

/** A round of an agent, or one of its tool calls. */
export interface ThoughtRow {
  id: string;
  /** From 1. */
  position: number;
  thought: string;
  answer: string;
  /** Names of tools, joined by `;`. */
  tool: string;
  tool_labels: Record<string, unknown>;
  /** JSON text. */
  tool_input: string;
  observation: string;
  /** Ids of files that tools made. */
  files: string[];
  created_at: number;
}

/** An uploaded file as it is kept. */
export interface FileRow {
  id: string;
  app: string;
  user: string;
  name: string;
  size: number;
  extension: string;
  mime_type: string;
  created_at: number;
  text: string;
  /** Its bytes. */
  base64?: string;
}

/** Somebody who uses an app. Times are Unix milliseconds. */
export interface EndUserRow {
  id: string;
  app: string;
  session_id: string;
  is_anonymous: boolean;
  created_at: number;
}

/** What somebody thinks of an answer. Times are Unix milliseconds. */
export interface FeedbackRow {
  id: string;
  app: string;
  conversation_id: string;
  message_id: string;
  rating: 'like' | 'dislike';
  content: string | null;
  user: string;
  created_at: number;
  updated_at: number;
  order: number;
}

/** An answer that stands ready for a question. Times are Unix seconds. */
export interface AnnotationRow {
  id: string;
  app: string;
  question: string;
  answer: string;
  hit_count: number;
  created_at: number;
  order: number;
}

/** Whether an app answers from its annotations. Its `id` is the app's key. */
export interface AnnotationSettingRow {
  id: string;
  /** The setting's own id. */
  setting_id: string;
  enabled: boolean;
  score_threshold: number;
  embedding_provider_name: string;
  embedding_model_name: string;
}

/** A change of that setting on its way. Times are Unix milliseconds. */
export interface AnnotationJobRow {
  id: string;
  app: string;
  action: 'enable' | 'disable';
  created_at: number;
}

/** What a server remembers of its apps and their users. */
export interface AppTables {
  conversations: ConversationRow;
  messages: MessageRow;
  files: FileRow;
  endUsers: EndUserRow;
  feedbacks: FeedbackRow;
  annotations: AnnotationRow;
  annotationSettings: AnnotationSettingRow;
  annotationJobs: AnnotationJobRow;
}

/** The tables' names. */
export const appTables = [
  'conversations',
  'messages',
  'files',
  'endUsers',
  'feedbacks',
  'annotations',
  'annotationSettings',
  'annotationJobs',
] as const satisfies readonly (keyof AppTables)[];
