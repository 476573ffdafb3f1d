import type { ModelRequest } from './model.ts';

/** A request with everything in it: what is left out is empty, and the talk is the question alone. */
export function modelRequest(fields: Partial<ModelRequest> & Pick<ModelRequest, 'query'>): ModelRequest {
  return {
    purpose: 'answer',
    messages: [{ role: 'user', content: fields.query }],
    history: [],
    files: [],
    earlierFiles: [],
    context: [],
    tools: [],
    choices: [],
    signal: new AbortController().signal,
    ...fields,
  };
}
