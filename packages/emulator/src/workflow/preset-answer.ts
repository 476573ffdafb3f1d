import type { Context, Server } from '../context.ts';
import type { MessageRow } from '../world/app-rows.ts';
import { llmUsage } from './llm-usage.ts';
import { inventedFailure } from './setup-error.ts';
import { lineOf } from './wire.ts';
import type { WorkflowDefinition } from './workflow-definition.ts';

/** What `message_end` says of an answer that no model made. */
export function presetMetadata({ profile }: Server, isAnnotation: boolean): Record<string, unknown> {
  return {
    ...(isAnnotation ? {} : { annotation_reply: null }),
    retriever_resources: [],
    usage: llmUsage(
      { prompt_tokens: 0, completion_tokens: 0 },
      { latency: 0, firstToken: null, generation: null },
      '0.0',
    ),
    ...(profile === '1.14' ? {} : { reasoning: {} }),
  };
}

/** A turn that is answered without its workflow. */
export interface Preset {
  readonly definition: WorkflowDefinition;
  readonly message: MessageRow;
  readonly taskId: string;
  /** Whether an annotation answered. */
  readonly isAnnotation: boolean;
  /** Called at the end. */
  release(): void;
}

/** The answer as a stream: one message, and its end. Older servers leave it open; newer ones add a run that never was. */
export function presetStream(context: Context, preset: Preset): ReadableStream<Uint8Array> {
  const { definition, isAnnotation, message, release, taskId } = preset;
  const { server } = context;
  const encoder = new TextEncoder();
  const left = new AbortController();
  const { answer, conversation_id, created_at, id } = message;
  const head = { conversation_id, message_id: id, created_at, task_id: taskId, id };
  return new ReadableStream({
    async start(controller) {
      const send = (line: string) => controller.enqueue(encoder.encode(line));
      send('event: ping\n\n');
      send(lineOf({ event: 'message', ...head, answer, from_variable_selector: null }));
      const metadata = presetMetadata(server, isAnnotation);
      send(lineOf({ event: 'message_end', ...head, metadata, files: [] }));
      if (server.profile === '1.14') await server.sleep(300_000, left.signal);
      else {
        const error = 'Workflow stream ended without a terminal event';
        for (const line of inventedFailure(context, definition, error, message.inputs)) send(line);
      }
      release();
      if (!left.signal.aborted) controller.close();
    },
    cancel() {
      left.abort();
    },
  });
}

/** The answer in one piece. */
export function presetAnswer({ app, server }: Context, message: MessageRow, taskId: string, isAnnotation: boolean) {
  const { answer, conversation_id, created_at, id } = message;
  return {
    event: 'message',
    task_id: taskId,
    id,
    message_id: id,
    conversation_id,
    mode: app.info.mode,
    answer,
    metadata: presetMetadata(server, isAnnotation),
    created_at,
  };
}
