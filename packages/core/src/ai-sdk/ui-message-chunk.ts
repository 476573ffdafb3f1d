import type { FormDefinition } from '../schemas/form-definition.ts';
import type { StreamResult } from '../streams/dify-stream.ts';

/** What a finished message carries besides its parts: Dify's ids, usage, and how the answer ended. */
export type DifyMessageMetadata = Pick<
  StreamResult,
  'conversation_id' | 'message_id' | 'task_id' | 'workflow_run_id' | 'usage' | 'status'
>;

/** A node of a run, without what went in and came out of it. Comes again when its state changes. */
export interface DifyNodeData {
  readonly node_id: string;
  /** `llm`, `tool`, `iteration`, … Open. */
  readonly node_type: string;
  readonly title: string;
  /** `running`, `retry`, `succeeded`, `failed`, `exception`, `stopped` or `paused`. Open. */
  readonly status: string;
  /** Seconds. */
  readonly elapsed_time?: number;
}

/** A run of a workflow or chatflow. Comes again when its state changes. */
export interface DifyWorkflowData {
  /** `running`, `paused`, `succeeded`, `partial-succeeded`, `failed` or `stopped`. Open. */
  readonly status: string;
  /** By name, when the run is over. */
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/** The text before this part is void: what follows replaces it. The protocol itself cannot take text back. */
export interface DifyReplaceData {
  /** Why, e.g. `output_moderation`; mostly empty. */
  readonly reason: string;
}

/** The types of our data parts, for `UIMessage<DifyMessageMetadata, DifyDataTypes>` of the AI SDK. */
export type DifyDataTypes = {
  'dify-node': DifyNodeData;
  'dify-workflow': DifyWorkflowData;
  'dify-form': FormDefinition;
  'dify-replace': DifyReplaceData;
};

interface DataChunk<Name extends keyof DifyDataTypes> {
  readonly type: `data-${Name}`;
  /** The part that this one updates. */
  readonly id?: string;
  readonly data: DifyDataTypes[Name];
}

type Streamed<Kind extends 'text' | 'reasoning'> =
  | { readonly type: `${Kind}-start`; readonly id: string }
  | { readonly type: `${Kind}-delta`; readonly id: string; readonly delta: string }
  | { readonly type: `${Kind}-end`; readonly id: string };

/**
 * A chunk of the AI SDK's UI message stream, as far as this adapter sends it; fits `UIMessageChunk` of versions 5 and 6.
 *
 * @see https://ai-sdk.dev/docs/ai-sdk-ui/stream-protocol
 */
export type DifyUIMessageChunk =
  | { readonly type: 'start'; readonly messageId?: string }
  | { readonly type: 'start-step' }
  | { readonly type: 'finish-step' }
  | { readonly type: 'finish'; readonly messageMetadata: DifyMessageMetadata }
  | { readonly type: 'abort' }
  | { readonly type: 'error'; readonly errorText: string }
  | Streamed<'text'>
  | Streamed<'reasoning'>
  | {
      readonly type: 'tool-input-available';
      readonly toolCallId: string;
      readonly toolName: string;
      readonly input: unknown;
      readonly dynamic: true;
      readonly providerExecuted: true;
    }
  | {
      readonly type: 'tool-output-available';
      readonly toolCallId: string;
      readonly output: unknown;
      readonly dynamic: true;
      readonly providerExecuted: true;
    }
  | { readonly type: 'source-url'; readonly sourceId: string; readonly url: string; readonly title?: string }
  | {
      readonly type: 'source-document';
      readonly sourceId: string;
      readonly mediaType: string;
      readonly title: string;
      readonly providerMetadata: { dify: Record<string, string | number | null> };
    }
  | { readonly type: 'file'; readonly url: string; readonly mediaType: string }
  | DataChunk<'dify-node'>
  | DataChunk<'dify-workflow'>
  | DataChunk<'dify-form'>
  | DataChunk<'dify-replace'>;
