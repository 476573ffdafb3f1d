import type { Operation } from '../operations.ts';
import { info, meta, parameters, site } from './app-shapes.ts';
import { announcedForm, filledForm, readForm } from './form-shapes.ts';
import { anything, emptied, fields, from, type Keep, list, open, scalar, sealed, where } from './keep.ts';
import { failure } from './said-error.ts';
import { agentThought, files, finishedRun, metadata, pausedRun, product, retrieverResources } from './shapes.ts';
import { closedView, type View } from './view.ts';

const result = fields({ result: scalar });

const conversation = open({
  id: scalar,
  name: scalar,
  inputs: emptied,
  status: scalar,
  introduction: scalar,
  created_at: scalar,
  updated_at: scalar,
});

const conversationVariable = fields({
  id: scalar,
  name: scalar,
  value_type: scalar,
  value: scalar,
  description: scalar,
  created_at: scalar,
  updated_at: scalar,
});

const turn = speakable(
  open({
    id: scalar,
    conversation_id: scalar,
    parent_message_id: scalar,
    inputs: emptied,
    query: scalar,
    answer: scalar,
    feedback: fields({ rating: scalar }),
    retriever_resources: retrieverResources,
    created_at: scalar,
    agent_thoughts: list(open({ ...agentThought, message_id: scalar, created_at: scalar, files: list(scalar) })),
    message_files: files,
    status: scalar,
    error: failure,
    extra_contents: list(
      open({
        type: scalar,
        workflow_run_id: sealed('workflow-run'),
        submitted: scalar,
        form_definition: open(announcedForm),
        form_submission_data: open(filledForm),
      }),
    ),
    message_tokens: where('usage', scalar),
    answer_tokens: where('usage', scalar),
    total_tokens: where('usage', scalar),
    provider_response_latency: where('usage', scalar),
    total_price: where('usage', scalar),
    currency: where('usage', scalar),
  }),
);

const completion = speakable(
  open({
    event: scalar,
    task_id: sealed('task'),
    id: scalar,
    message_id: scalar,
    conversation_id: scalar,
    mode: scalar,
    answer: scalar,
    metadata,
    files,
    created_at: scalar,
    workflow_run_id: sealed('workflow-run'),
    data: open(pausedRun),
  }),
);

const workflowRun = open({
  task_id: sealed('task'),
  workflow_run_id: sealed('workflow-run'),
  data: open({ ...pausedRun, ...finishedRun }),
});

const runDetail = open({ ...finishedRun, outputs: product, inputs: from('full', anything) });

const page = (item: Keep) => fields({ limit: scalar, has_more: scalar, data: list(item) });
const nothing: Keep = () => undefined;

const shapes: Readonly<Record<Operation, Keep>> = {
  sendChatMessage: completion,
  stopChatMessageGeneration: result,
  createCompletionMessage: completion,
  stopGenerate: result,
  executeWorkflow: workflowRun,
  runWorkflowById: workflowRun,
  stopWorkflowTaskGeneration: result,
  getWorkflowRunDetail: runDetail,
  streamWorkflowEvents: nothing,
  getConversationsList: page(conversation),
  renameConversation: conversation,
  deleteConversation: nothing,
  getConversationVariables: page(conversationVariable),
  updateChatConversationVariable: conversationVariable,
  getConversationHistory: page(turn),
  getSuggestedQuestions: fields({ result: scalar, data: list(scalar) }),
  postChatMessageFeedback: result,
  uploadChatFile: fields({
    id: sealed('file'),
    name: scalar,
    size: scalar,
    extension: scalar,
    mime_type: scalar,
    created_at: scalar,
  }),
  previewChatFile: nothing,
  audioToText: fields({ text: scalar }),
  textToAudioChat: nothing,
  getChatflowHumanInputForm: fields(readForm),
  submitChatflowHumanInputForm: fields({}),
  getChatAppInfo: info,
  getChatAppParameters: parameters,
  getChatAppMeta: meta,
  getChatWebAppSettings: site,
  // Whoever may call these may see all of it.
  getWorkflowLogs: anything,
  getChatAppFeedbacks: anything,
  getEndUserChat: anything,
  getAnnotationList: anything,
  createAnnotation: anything,
  updateAnnotation: anything,
  deleteAnnotation: nothing,
  initialAnnotationReplySettings: anything,
  getInitialAnnotationReplySettingsStatus: anything,
};

/** What a page gets of an operation's answer; `undefined` when there is nothing right in it. */
export function reduceAnswer(operation: Operation, answer: unknown, view: View = closedView): unknown {
  return shapes[operation](answer, view);
}

/** Adds `speech_id`, by which the message can be read aloud: Dify reads a message to whoever names it. */
function speakable(keep: Keep): Keep {
  return (value, view = closedView) => {
    const kept = keep(value, view);
    if (typeof kept !== 'object' || kept === null) return kept;
    const id: unknown = Reflect.get(kept, 'message_id') ?? Reflect.get(kept, 'id');
    const speech_id = typeof id === 'string' ? view.seal('message', id) : undefined;
    return speech_id === undefined ? kept : { ...kept, speech_id };
  };
}
