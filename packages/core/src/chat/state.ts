import type { DifyError } from '../errors/dify-error.ts';
import { type Branches, noBranches } from './branches.ts';
import type { ChatSnapshot, ChatStatus, QueuedMessage } from './chat.ts';
import type { AssistantMessage, ChatMessage } from './message.ts';
import type { ResumedText } from './resumed-text.ts';
import { type ThinkScan, thinkScan } from './think-tags.ts';

/** A conversation as the reducer sees it: settled rows apart from the one that grows. */
export interface ChatState {
  readonly conversationId: string | null;
  readonly status: ChatStatus;
  readonly error: DifyError | null;
  /** All rows but the growing answer. Keeps its identity while that one grows. */
  readonly rows: readonly ChatMessage[];
  /** The answer that grows. Stands behind its question: mostly at the end, above it where an old form was answered. */
  readonly live: AssistantMessage | null;
  /** Which kind of event the live text came from: an agent app repeats its answer in one closing `message`. */
  readonly textFrom: 'message' | 'agent_message' | null;
  /** Where the live text is, as to `<think>` tags that may be cut anywhere. */
  readonly thinking: ThinkScan;
  /** What the live row held before it was asked again; comes back when nothing better arrives. */
  readonly held: AssistantMessage | null;
  readonly history: ChatSnapshot['history'];
  readonly suggestions: readonly string[];
  readonly queue: readonly QueuedMessage[];
  /** How the text goes on that is read anew: after a form, or after a gap. `null` for one that was read without a break. */
  readonly resumed: ResumedText | null;
  readonly branches: Branches;
  /** Whether the server itself keeps branches apart: then the model does not see the other ones. */
  readonly serverBranches: boolean;
}

/** A conversation before anything happened. */
export function initialState(conversationId: string | null): ChatState {
  return {
    conversationId,
    status: 'ready',
    error: null,
    rows: [],
    live: null,
    textFrom: null,
    thinking: thinkScan,
    held: null,
    history: { status: 'idle', hasMore: false },
    suggestions: [],
    queue: [],
    resumed: null,
    branches: noBranches,
    serverBranches: false,
  };
}
