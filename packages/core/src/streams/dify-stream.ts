import type { APIError } from '../errors/api-error.ts';
import type { DifyEvent } from '../events/dify-event.ts';
import type { OutputFile } from '../events/output-file.ts';
import type { FormDefinition } from '../schemas/form-definition.ts';
import type { RetrieverResource } from '../schemas/retriever-resource.ts';
import type { Usage } from '../schemas/usage.ts';

/** What a stream amounts to, in every app mode. */
export interface StreamResult {
  /**
   * The whole answer. Of an agent app, the last round's; of a chatflow, `outputs.answer`, unless a moderation replaced it;
   * of a workflow, its outputs that are text, one a line.
   */
  readonly text: string;
  /** What models thought, where the app keeps that apart from the answer; a paragraph a node or round. Else empty. */
  readonly reasoning: string;
  /** A UUID; absent from completions and workflows. */
  readonly conversation_id?: string;
  /** A UUID; absent from workflows. */
  readonly message_id?: string;
  readonly task_id?: string;
  /** A UUID; of chatflows and workflows. */
  readonly workflow_run_id?: string;
  /** Of a workflow only `total_tokens` is known. */
  readonly usage?: Usage;
  /** The passages that the answer rests on. */
  readonly sources: readonly RetrieverResource[];
  /** Files of the answer; chat apps list the person's own uploads too. */
  readonly files: readonly OutputFile[];
  /** Of chatflows and workflows, by name. */
  readonly outputs?: Readonly<Record<string, unknown>>;
  /**
   * `failed`: a workflow or chatflow failed, see `error`. `paused`: it waits for `forms`.
   * `stopped`: so said by chatflows and workflows; the stopped answer of a chat app looks completed.
   */
  readonly status: 'completed' | 'stopped' | 'failed' | 'paused';
  /** The forms that are still to be answered. Not every one can be answered by the API: see `display_in_ui`. */
  readonly forms: readonly FormDefinition[];
  /** Why the run failed. */
  readonly error?: APIError;
  /** How many events came, keep-alives not counted. */
  readonly events: number;
}

/** How a stream can be found again, at a server that keeps a log of its runs. */
export interface StreamFacts {
  /** The number of the event that was handed out last; empty before any, and where the server numbers none. */
  readonly lastEventId: string;
  /** The handle of the run's log; `null` before the headers, and where the server keeps none. */
  readonly runHandle: string | null;
}

/**
 * Events as they arrive. Sent when reading begins; leaving the loop closes the connection. Read once: by a loop, by `text()`,
 * by `final()` or by the two branches of `tee()`. `final()` may also be asked while and after someone else reads.
 *
 * After the event that closes an answer, the loop goes on for what trails behind it, and ends with the body, or when nothing
 * has come for a moment: some servers leave the body open.
 */
export interface DifyStream extends AsyncIterable<DifyEvent>, StreamFacts {
  /** Closes the connection; the loop ends with an AbortError. Does not tell Dify: that is what `stop` is for. */
  abort(): void;
  /**
   * The answer as it grows: each time the whole text so far, so that text which is replaced later is shown right.
   *
   * @throws what `final()` rejects with; the run's error when it failed
   */
  text(): AsyncIterable<string>;
  /**
   * What the stream amounts to, as soon as that is known. Reads the stream when nobody else does.
   *
   * @throws RunError when the app sent an `error` event
   * @throws StreamError with code `interrupted` when the stream ended before its closing event, or was left
   */
  final(): Promise<StreamResult>;
  /**
   * Two streams over the one connection, each to be read at its own pace: what the slower one has not taken yet is kept in
   * memory. The connection closes when both are aborted or left. Their `lastEventId` is that of the one that is ahead.
   */
  tee(): [DifyStream, DifyStream];
}
