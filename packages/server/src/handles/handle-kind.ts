/**
 * What a handle stands for: a run of the handler itself, a run of a workflow or chatflow, a task that can be stopped, an
 * uploaded file, a form that waits for a person, a message that can be read aloud, a batch of documents, or a file with the
 * place where Dify names it.
 */
export type HandleKind = 'run' | 'workflow-run' | 'task' | 'file' | 'form' | 'message' | 'batch' | 'link';

/** How the raw ids look. Whatever does not look so is no id of Dify. */
export const rawIds: Readonly<Record<HandleKind, RegExp>> = {
  run: /^[A-Za-z0-9_-]{1,64}$/,
  'workflow-run': /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i,
  task: /^[A-Za-z0-9_-]{1,128}$/,
  file: /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i,
  form: /^[A-Za-z0-9_-]{8,256}$/,
  message: /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i,
  batch: /^\d{20}$/,
  link: /^(?:t_[\w-]{36}_[a-z0-9]{1,10}|[ui]_[\w-]{36})(?:_s|_r_[\w-]{36}|_c_[\w-]{36}_[\w-]{36})?$/,
};
