/** What to do, by Dify's code. */
const byCode: Readonly<Record<string, string>> = {
  invalid_param: 'Correct what it names and send again.',
  app_unavailable: 'Publish the app in Dify and check its settings.',
  agent_not_published: 'Publish the app in Dify.',
  not_chat_app: 'Use the calls of this kind of app; app.info() tells its mode.',
  not_workflow_app: 'Use the calls of this kind of app; app.info() tells its mode.',
  not_completion_app: 'Use the calls of this kind of app; app.info() tells its mode.',
  conversation_completed: 'Begin a new conversation.',
  provider_not_initialize: "Set up the model's provider in Dify.",
  provider_quota_exceeded: "Raise the quota of the model's provider, or choose another model in Dify.",
  model_currently_not_support: 'Choose another model in Dify.',
  completion_request_error: 'Check the model in Dify; its provider has failed or refused.',
  no_file_uploaded: 'Send the file in the field `file`.',
  too_many_files: 'Send one file a call.',
  filename_not_exists_error: 'Send a File with a name rather than a Blob.',
  file_extension_blocked: 'Choose another type of file.',
  no_audio_uploaded: 'Send the recording in the field `file`.',
  speech_to_text_disabled: 'Switch speech to text on in the app.',
  provider_not_support_speech_to_text: 'Choose a model for speech to text in Dify.',
  human_input_form_submitted: 'Somebody has answered this form; read the run to go on.',
  human_input_form_expired: 'Run the workflow again to get a new form.',
  invalid_form_data: 'Correct the values that it names and submit the form again.',
  dataset_name_duplicate: 'Choose another name.',
  archived_document_immutable: 'Take the document out of the archive first.',
  document_indexing: 'Wait until the document is indexed.',
  invalid_action: 'Wait a moment and try again: a document is locked while it changes.',
  too_many_requests: 'Try again in a moment.',
  rate_limit_error: "Raise the plan's quota, or wait until it is renewed.",
  pipeline_run_error: 'Check the inputs against the form of the pipeline.',
  unexpected_answer: 'Check the base URL.',
  no_such_route: "Check the URL and the app's name in it, and that the handler's `operations` let this call through.",
  agent_session_configuration_changed: 'Begin a new conversation.',
};

/** What to do, by status. */
const byStatus: Readonly<Record<number, string>> = {
  400: 'Correct the request and send it again.',
  401: 'Check that the API key belongs to this app (or to knowledge bases) and to this server.',
  403: "Check in Dify that the app's or knowledge base's API access is on and that the plan allows this.",
  404: 'Check the id, and that the `user` is the one that made it.',
  405: 'Check the base URL and the version of the server.',
  409: 'Read what is there and decide again.',
  412: 'Read the state anew before sending again.',
  413: 'Send less; app.parameters() tells the limits.',
  415: 'Choose another type of file.',
  429: 'Try again in a moment.',
};

/** What to do about pages of HTML, by status: they come from a web server, not from the API. */
const byStatusOfPage: Readonly<Record<number, string>> = {
  404: 'Check the base URL, which mostly ends in /v1, and that ids are UUIDs.',
  413: 'Send less, or raise the limit of the web server in front of Dify.',
};

/** One sentence on what to do about a refusal. */
export function hintFor(status: number, code: string, isPage = false): string {
  const forPage = isPage ? byStatusOfPage[status] : undefined;
  if (forPage !== undefined) return forPage;
  const forCode = Object.hasOwn(byCode, code) ? byCode[code] : undefined;
  if (forCode !== undefined) return forCode;
  if (status === 500) return "Check the values that were sent, then the server's log; it may be a fault of either.";
  if (status > 500) return 'Try again in a moment; the server or something in front of it is not well.';
  return byStatus[status] ?? 'Check the base URL.';
}
