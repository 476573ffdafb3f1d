import { filesOfEnd } from '../handlers/message-files.ts';
import type { ThoughtRow } from '../world/app-rows.ts';
import { knownSources, wholeSources } from './retriever-resources.ts';
import type { Run, Turn } from './run.ts';
import { usageOf, type ZeroPrice } from './usage.ts';

/** What stands on every event of a run, in order. A completion has no conversation. */
export function envelope({ conversation, message, taskId }: Run) {
  const { created_at, id } = message;
  return {
    ...(conversation === undefined ? {} : { conversation_id: conversation.id }),
    message_id: id,
    created_at,
    task_id: taskId,
  };
}

/** A piece of text. */
export function messageEvent({ context, run }: Turn, answer: string): object {
  const from_variable_selector = context.server.profile === '1.14' ? null : [];
  return { event: 'message', ...envelope(run), id: run.message.id, answer, from_variable_selector };
}

/** A piece of an agent's text. */
export function agentMessageEvent({ run }: Turn, answer: string): object {
  return { event: 'agent_message', ...envelope(run), id: run.message.id, answer };
}

/** A round of an agent as far as it has come. */
export function thoughtEvent({ run }: Turn, row: ThoughtRow): object {
  const { id, position, thought, observation, tool, tool_labels, tool_input, files } = row;
  const fields = { id, position, thought, observation, tool, tool_labels, tool_input, message_files: files };
  return { event: 'agent_thought', ...envelope(run), ...fields };
}

/** A file that a tool has made. */
export function fileEvent({ run }: Turn, id: string, type: string, url: string): object {
  return { event: 'message_file', ...envelope(run), id, type, belongs_to: 'assistant', url };
}

/** A text in place of all that was sent. */
export function replaceEvent({ run }: Turn, answer: string): object {
  return { event: 'message_replace', ...envelope(run), answer, reason: '' };
}

export function endEvent({ context, run }: Turn, price: ZeroPrice): object {
  const { message } = run;
  const isOld = context.server.profile === '1.14';
  const usage = usageOf({ ...message.tokens, latency: message.latency }, price);
  const files = filesOfEnd(context, message);
  const metadata = isOld
    ? {
        annotation_reply: message.annotation ?? null,
        retriever_resources: wholeSources(message.sources),
        usage: { ...usage, time_to_first_token: null, time_to_generate: null },
      }
    : {
        ...(message.annotation === undefined ? {} : { annotation_reply: message.annotation }),
        retriever_resources: knownSources(message.sources),
        usage,
        reasoning: {},
      };
  const listed = isOld && files.length === 0 ? null : files;
  return { event: 'message_end', ...envelope(run), id: message.id, metadata, files: listed };
}

/** The answer in one piece. */
export function wholeAnswer({ context, run }: Turn, price: ZeroPrice): object {
  const { conversation, message, taskId } = run;
  return {
    event: 'message',
    task_id: taskId,
    id: message.id,
    message_id: message.id,
    ...(conversation === undefined ? {} : { conversation_id: conversation.id }),
    mode: context.app.info.mode,
    answer: message.answer,
    metadata: {
      annotation_reply: message.annotation ?? null,
      retriever_resources: wholeSources(message.sources),
      usage: {
        ...usageOf({ ...message.tokens, latency: message.latency }, price),
        time_to_first_token: null,
        time_to_generate: null,
      },
      ...(context.server.profile === '1.14' ? {} : { reasoning: {} }),
    },
    created_at: message.created_at,
  };
}

/** The only event without a task. */
export function errorEvent({ run }: Turn, code: string, message: string): object {
  const { conversation } = run;
  const { created_at, id } = run.message;
  const ids = { ...(conversation === undefined ? {} : { conversation_id: conversation.id }), message_id: id };
  return { event: 'error', ...ids, created_at, code, status: 400, message };
}
