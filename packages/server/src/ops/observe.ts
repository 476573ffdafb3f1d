import type { Logger } from '@dify-oapi/core';
import type { OnMetric } from './metric.ts';
import { newRequestId } from './request-id.ts';

/** Whoever asks chooses the method; a metric has few. */
const methods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** What is learned of a request while it is answered. */
export interface RequestFacts {
  app?: string;
  operation?: string;
}

/** Where a request is told of. */
export interface Observer {
  readonly log: Logger;
  readonly onMetric: OnMetric;
}

/**
 * Answers a request, measures it and tells of it: to the log in detail, to the metrics in numbers. The answer carries an
 * id, `x-request-id`, by which the line in the log is found.
 *
 * @param answer never rejects
 */
export async function observe(
  { log, onMetric }: Observer,
  request: Request,
  answer: (facts: RequestFacts) => Promise<Response>,
): Promise<Response> {
  const begun = performance.now();
  const facts: RequestFacts = {};
  const response = await answer(facts);
  const id = newRequestId();
  response.headers.set('x-request-id', id);
  const seconds = (performance.now() - begun) / 1000;
  const attributes = {
    'http.request.method': methods.has(request.method) ? request.method : '_OTHER',
    'http.response.status_code': response.status,
    ...(facts.app === undefined ? {} : { 'dify.app': facts.app }),
    ...(facts.operation === undefined ? {} : { 'dify.operation': facts.operation }),
    ...(response.status >= 500 ? { 'error.type': String(response.status) } : {}),
  };
  onMetric({ name: 'http.server.request.duration', value: seconds, unit: 's', attributes });
  log.debug?.('A request was answered.', { ...attributes, 'http.request.id': id, seconds });
  return response;
}
