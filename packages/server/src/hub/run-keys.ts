/** Names under which a run can be found. NUL stands in no part but a person's, which comes last but one. */
export const runKeys = {
  /** By the key of a send. */
  send: (app: string, person: string, key: string) => `send\0${app}\0${person}\0${key}`,
  /** By Dify's id of a workflow run. */
  workflow: (app: string, person: string, workflowRunId: string) => `workflow\0${app}\0${person}\0${workflowRunId}`,
  /** By the form that it waits for, whoever fills it in. */
  form: (app: string, formToken: string) => `form\0${app}\0${formToken}`,
};
