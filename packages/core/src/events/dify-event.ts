import type {
  IterationCompletedEvent,
  IterationNextEvent,
  IterationStartedEvent,
  LoopCompletedEvent,
  LoopNextEvent,
  LoopStartedEvent,
} from './container-events.ts';
import type { DatasourceCompletedEvent, DatasourceErrorEvent, DatasourceProcessingEvent } from './datasource-events.ts';
import type {
  HumanInputFormFilledEvent,
  HumanInputFormTimeoutEvent,
  HumanInputRequiredEvent,
} from './human-input-events.ts';
import type {
  AgentMessageEvent,
  AgentThoughtEvent,
  MessageEndEvent,
  MessageFamilyEvent,
  MessageFileEvent,
  MessageReplaceEvent,
  StreamErrorEvent,
  TextMessageEvent,
  TtsMessageEndEvent,
  TtsMessageEvent,
} from './message-events.ts';
import type { AgentLogEvent, NodeFinishedEvent, NodeRetryEvent, NodeStartedEvent } from './node-events.ts';
import type {
  ReasoningChunkEvent,
  TextChunkEvent,
  WorkflowFinishedEvent,
  WorkflowPausedEvent,
  WorkflowStartedEvent,
} from './run-events.ts';

export type * from './container-events.ts';
export type * from './datasource-events.ts';
export type * from './event-envelope.ts';
export type * from './human-input-events.ts';
export type * from './message-events.ts';
export type * from './node-events.ts';
export type * from './output-file.ts';
export type * from './run-events.ts';

/** An event that this version does not know. Nothing of it is lost. */
export interface UnknownEvent {
  event: 'unknown';
  /** The name that the server gave it. */
  name: string;
  /** The event as it came. */
  data: Record<string, unknown>;
}

/** An event of a data source that a knowledge pipeline reads from. */
export type DatasourceEvent = DatasourceProcessingEvent | DatasourceCompletedEvent | DatasourceErrorEvent;

/** An event of a run: of a workflow or chatflow, or of a knowledge pipeline and its data sources. */
export type WorkflowEvent =
  | WorkflowStartedEvent
  | WorkflowFinishedEvent
  | WorkflowPausedEvent
  | NodeStartedEvent
  | NodeFinishedEvent
  | NodeRetryEvent
  | IterationStartedEvent
  | IterationNextEvent
  | IterationCompletedEvent
  | LoopStartedEvent
  | LoopNextEvent
  | LoopCompletedEvent
  | TextChunkEvent
  | AgentLogEvent
  | ReasoningChunkEvent
  | HumanInputRequiredEvent
  | HumanInputFormFilledEvent
  | HumanInputFormTimeoutEvent
  | DatasourceEvent;

/** What the stream of a completion app can hold. */
export type CompletionEvent =
  | TextMessageEvent
  | MessageFileEvent
  | MessageEndEvent
  | MessageReplaceEvent
  | TtsMessageEvent
  | TtsMessageEndEvent
  | StreamErrorEvent
  | UnknownEvent;

/** What the stream of a chat, agent or chatflow app can hold. */
export type ChatEvent =
  | CompletionEvent
  | AgentMessageEvent
  | AgentThoughtEvent
  | Exclude<WorkflowEvent, DatasourceEvent | TextChunkEvent>;

/** What the stream of a knowledge pipeline can hold: of one data source, or of a run on trial. */
export type PipelineEvent = WorkflowEvent | StreamErrorEvent | UnknownEvent;

/** An event of a stream, told apart by `event`. Keep-alives are none. */
export type DifyEvent = MessageFamilyEvent | WorkflowEvent | UnknownEvent;
