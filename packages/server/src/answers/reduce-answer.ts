import type { Operation } from '../operations.ts';
import { info, meta, parameters, site } from './app-shapes.ts';
import { emptied, fields, type Keep, list, scalar } from './keep.ts';
import { redacted } from './redact.ts';
import { agentThought, files, metadata, pausedRun, retrieverResources } from './shapes.ts';

const result = fields({ result: scalar });

const conversation = fields({
  id: scalar,
  name: scalar,
  inputs: emptied,
  status: scalar,
  introduction: scalar,
  created_at: scalar,
  updated_at: scalar,
});

const turn = fields({
  id: scalar,
  conversation_id: scalar,
  parent_message_id: scalar,
  inputs: emptied,
  query: scalar,
  answer: scalar,
  feedback: fields({ rating: scalar }),
  retriever_resources: retrieverResources,
  created_at: scalar,
  agent_thoughts: list(fields({ ...agentThought, message_id: scalar, created_at: scalar, files: list(scalar) })),
  message_files: files,
  status: scalar,
  error: redacted,
});

const completion = fields({
  event: scalar,
  task_id: scalar,
  id: scalar,
  message_id: scalar,
  conversation_id: scalar,
  mode: scalar,
  answer: scalar,
  metadata,
  files,
  created_at: scalar,
  workflow_run_id: scalar,
  data: fields(pausedRun),
});

const page = (item: Keep) => fields({ limit: scalar, has_more: scalar, data: list(item) });

const shapes: Readonly<Record<Operation, Keep>> = {
  sendChatMessage: completion,
  stopChatMessageGeneration: result,
  getConversationsList: page(conversation),
  renameConversation: conversation,
  deleteConversation: () => undefined,
  getConversationHistory: page(turn),
  getSuggestedQuestions: fields({ result: scalar, data: list(scalar) }),
  postChatMessageFeedback: result,
  uploadChatFile: fields({
    id: scalar,
    name: scalar,
    size: scalar,
    extension: scalar,
    mime_type: scalar,
    created_at: scalar,
  }),
  getChatAppInfo: info,
  getChatAppParameters: parameters,
  getChatAppMeta: meta,
  getChatWebAppSettings: site,
};

/** What a page gets of an operation's answer; `undefined` when there is nothing right in it. */
export function reduceAnswer(operation: Operation, answer: unknown): unknown {
  return shapes[operation](answer);
}
