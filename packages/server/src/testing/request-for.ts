import type { AnyEndpoint } from '@dify-oapi/core/endpoints';
import { filledPath } from './handle-of.ts';
import { fromPage } from './handler-on.ts';

/** The id in requests of tests. */
export const uuid = '5b4ff11c-bf0e-4060-a08c-1eb493ecab0b';

/** All that some operation needs; what another one does not know is left out on the way. */
const fields: Readonly<Record<string, unknown>> = {
  query: 'Hi',
  inputs: {},
  rating: 'like',
  name: 'Axles',
  value: 'x',
  action: 'yes',
  text: 'Hello',
  question: 'Why?',
  answer: 'So.',
  score_threshold: 0.5,
  embedding_provider_name: 'openai',
  embedding_model_name: 'text-embedding-3-large',
};

/** A form as a page uploads it. */
export function formOf(...order: readonly string[]): FormData {
  const form = new FormData();
  for (const name of order) {
    if (name === 'file') form.append('file', new File(['x'], 'a.txt', { type: 'text/plain' }));
    else form.append(name, 'mallory');
  }
  return form;
}

/** A right request of Ada's for an endpoint of the app `support`. */
export function requestFor({ method, path, payload }: AnyEndpoint, at: string = filledPath(path, uuid)): Request {
  if (payload === 'form') return fromPage(method, at, { body: formOf('file') });
  if (payload === 'json') return fromPage(method, at, { body: JSON.stringify(fields) });
  return fromPage(method, path === '/messages' ? `${at}?conversation_id=${uuid}` : at);
}
