import type { OperationId } from '@dify-oapi/core/endpoints';

/** What pages of every kind of app need: its settings, files and speech. */
const shared = [
  'uploadChatFile',
  'previewChatFile',
  'audioToText',
  'textToAudioChat',
  'getChatAppInfo',
  'getChatAppParameters',
  'getChatAppMeta',
  'getChatWebAppSettings',
] as const satisfies readonly OperationId[];

/** What runs of workflows and chatflows need beside their start and stop. */
const runs = [
  'getWorkflowRunDetail',
  'streamWorkflowEvents',
  'getChatflowHumanInputForm',
  'submitChatflowHumanInputForm',
] as const satisfies readonly OperationId[];

/** Operations that show or change what belongs to everybody: for handlers of their own. */
const admin = [
  'getWorkflowLogs',
  'getChatAppFeedbacks',
  'getEndUserChat',
  'getAnnotationList',
  'createAnnotation',
  'updateAnnotation',
  'deleteAnnotation',
  'initialAnnotationReplySettings',
  'getInitialAnnotationReplySettingsStatus',
] as const satisfies readonly OperationId[];

/**
 * The operations that go together: what a page of a chat (also of an agent or a chatflow), of a text generator or of a
 * workflow may call, and what only those may who look after the app. A new endpoint stays shut until it is named here.
 */
export const presets = {
  chat: [
    'sendChatMessage',
    'stopChatMessageGeneration',
    'getConversationsList',
    'renameConversation',
    'deleteConversation',
    'getConversationVariables',
    'updateChatConversationVariable',
    'getConversationHistory',
    'getSuggestedQuestions',
    'postChatMessageFeedback',
    ...runs,
    ...shared,
  ],
  completion: ['createCompletionMessage', 'stopGenerate', 'postChatMessageFeedback', ...shared],
  workflow: ['executeWorkflow', 'stopWorkflowTaskGeneration', ...runs, ...shared],
  admin,
} as const satisfies Readonly<Record<string, readonly OperationId[]>>;

/** What asks a model beside answers, each time that it is called. */
const extras: ReadonlySet<OperationId> = new Set(['audioToText', 'textToAudioChat', 'getSuggestedQuestions']);

/** Whether a call asks a model for something that is no answer. */
export function asksModel(operation: Operation): boolean {
  return extras.has(operation);
}

/** The name of operations that go together. */
export type Preset = keyof typeof presets;

/** Operations in no preset: an app has to name them. The page chooses which version of a workflow runs. */
const named = ['runWorkflowById'] as const satisfies readonly OperationId[];

/** The name of an operation that a page may have let through. */
export type Operation = (typeof presets)[Preset][number] | (typeof named)[number];

/** The operations that a page may have let through. */
export const operations: readonly Operation[] = Array.from(new Set([...Object.values(presets).flat(), ...named]));

/** Whether an operation shows or changes what belongs to everybody. */
export function isAdminOperation(operation: Operation): boolean {
  return admin.some((name) => name === operation);
}

/** Whether an operation begins an answer that Dify writes bit by bit. */
export function isGeneration(operation: Operation): boolean {
  return generations.has(operation);
}

const generations: ReadonlySet<Operation> = new Set([
  'sendChatMessage',
  'createCompletionMessage',
  'executeWorkflow',
  'runWorkflowById',
]);
