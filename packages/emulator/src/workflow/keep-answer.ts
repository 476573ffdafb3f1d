import type { Server } from '../context.ts';
import { stableId } from '../stable-id.ts';
import type { MessageRow } from '../world/app-rows.ts';
import type { WorkflowRunRow } from '../world/workflow-rows.ts';
import type { OutputFile } from './output-file.ts';

/** What is kept of a chatflow's turn. */
export interface KeptAnswer {
  readonly answer: string;
  readonly latency: number;
  readonly status?: MessageRow['status'];
  readonly error?: string;
  readonly files?: readonly OutputFile[];
}

/** Keeps what a chatflow's turn has come to. History shows the files beside the text, and cuts pictures out of it. */
export function keepAnswer(
  server: Server,
  row: WorkflowRunRow,
  message: MessageRow,
  { answer, error, files = [], latency, status = 'normal' }: KeptAnswer,
): void {
  const made = files.flatMap(({ related_id, transfer_method, type }) =>
    transfer_method === 'tool_file' && related_id !== null
      ? [{ id: stableId(`${message.id} ${related_id}`), tool_file_id: related_id, type }]
      : [],
  );
  const cut = files.length > 0 ? answer.replaceAll(/!\[[^\]]*\]\([^)]*\)/g, '').trim() : answer;
  Object.assign(message, { answer: cut, status, error: error ?? null, latency, workflow_run_id: row.id });
  if (made.length > 0) message.madeFiles = made;
  const conversation = server.world.conversations.get(message.conversation_id);
  if (conversation) conversation.updated_at = server.now();
  server.changed();
}
