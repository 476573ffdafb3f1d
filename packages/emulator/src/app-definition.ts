import type { AppInfo, AppMeta, AppParameters, AppSite } from '@dify-oapi/core';
import type { Model } from './model/model.ts';
import type { WorkflowDefinition } from './workflow/workflow-definition.ts';
import type { ToolAnswer } from './workflow/workflow-functions.ts';

/** An app of the emulator: what it tells of itself, what answers, and what it does around the answer. */
export interface AppDefinition {
  /** The key that opens it, e.g. `app-support`. */
  key: string;
  /** A UUID. @default made from the key */
  id?: string;
  /** `mode` is `chat`, `agent-chat`, `advanced-chat`, `completion`, `workflow` or `agent`. */
  info: AppInfo;
  /**
   * What `/parameters` says. These work as they say: the form, suggested questions, speech, files, and
   * `sensitive_word_avoidance` with its `config` of keywords and preset answers.
   */
  parameters: AppParameters;
  meta: AppMeta;
  site: AppSite;
  model: Model;
  /** The model's name in the app's settings; models may answer differently by it. */
  modelName?: string;
  /** A conversation's title from its first question. @default the model is asked */
  title?: (query: string) => string;
  /** The app's own prompt, with `{{variables}}` of the form. */
  prompt?: string;
  /** Knowledge bases that are searched before the model is asked, or that an agent may search. */
  datasets?: AppDatasets;
  /** Only of the modes `agent-chat` and `agent`. */
  agent?: AgentSettings;
  /** Words that are not let through. @default what `parameters.sensitive_word_avoidance` says */
  moderation?: ModerationSettings;
  /** Answers from annotations at the start; `POST /apps/annotation-reply` changes it. @default off */
  annotationReply?: AnnotationReplySettings;
  /** Speech both ways. @default silence of the text's length, and one fixed sentence */
  speech?: SpeechSettings;
  /** Whether the app answers its key at all; 403 when not. @default true */
  isApiEnabled?: boolean;
  /** Whether it was ever published. @default true */
  isPublished?: boolean;
  /** Runs at the same time; a streamed workflow counts as two. @default 0, no limit */
  maxConcurrent?: number;
  /** Only of the modes `workflow` and `advanced-chat`. */
  workflow?: WorkflowDefinition;
}

/** Which knowledge bases an app searches, and how. */
export interface AppDatasets {
  ids: readonly string[];
  /** @default 4 */
  top_k?: number;
  /** From 0 to 1. @default none */
  score_threshold?: number | null;
}

/** How an agent works. */
export interface AgentSettings {
  /** How its model asks for tools. @default 'function_call' */
  strategy?: 'function_call' | 'react';
  /** Rounds of tools at most. @default 5 */
  maxIteration?: number;
  tools?: readonly AgentTool[];
}

/** A tool of an agent. */
export interface AgentTool {
  name: string;
  /** By language, e.g. `en_US`. @default its name */
  label?: Readonly<Record<string, string>>;
  /** What the model reads of it. */
  description: string;
  /** JSON schema of its arguments. @default none */
  parameters?: Readonly<Record<string, unknown>>;
  /** @throws Error when the tool fails; the model reads its message */
  run(input: Readonly<Record<string, unknown>>): ToolAnswer | Promise<ToolAnswer>;
}

/** Words that must not stand in a question or in an answer, and what stands there instead. */
export interface ModerationSettings {
  keywords: readonly string[];
  /** @default questions are not looked at */
  inputs?: { preset_response: string };
  /** @default answers are not looked at */
  outputs?: { preset_response: string };
}

/** How close a question must come to an annotation. */
export interface AnnotationReplySettings {
  /** From 0 to 1. */
  score_threshold: number;
  embedding_provider_name: string;
  embedding_model_name: string;
}

/** What stands where models of speech stand in Dify. */
export interface SpeechSettings {
  /** A text as MP3. */
  synthesize?: (text: string, voice: string) => Uint8Array | Promise<Uint8Array>;
  /** What is said in a recording. */
  transcribe?: (audio: Uint8Array) => string | Promise<string>;
}
