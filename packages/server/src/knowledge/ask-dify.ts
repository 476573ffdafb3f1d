import { endpoints } from '@dify-oapi/core/endpoints';
import { answerText } from '../answers/answer-text.ts';
import { Refusal } from '../refusal.ts';
import { type RouteMatch, routeOf } from '../routes.ts';
import { callUpstream } from '../upstream.ts';
import type { KnowledgeConfig } from './knowledge-config.ts';
import type { KnowledgeOperation } from './knowledge-operations.ts';
import { knowledgeRefusal } from './knowledge-refusal.ts';

/** One call of a person that goes to Dify. */
export interface DifyCall {
  readonly match: RouteMatch<KnowledgeOperation>;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly file?: File | undefined;
  /** Takes the call back. */
  readonly controller: AbortController;
}

/**
 * Asks Dify, and answers its response when it is a success.
 *
 * @throws Refusal with what the page may know of the failure
 */
export async function askDify({ app, limits, log }: KnowledgeConfig, call: DifyCall): Promise<Response> {
  const timeout = call.fields.response_mode === 'blocking' ? limits.timeout * 10 : limits.timeout;
  const upstream = await callUpstream({ app, log, user: undefined, timeout, ...call });
  if (!upstream.ok) throw await knowledgeRefusal(upstream, limits);
  return upstream;
}

/**
 * Reads something for the handler's own use.
 *
 * @throws Refusal, also when the answer is no JSON object
 */
export async function readFromDify(
  config: KnowledgeConfig,
  operation: KnowledgeOperation,
  ids: Readonly<Record<string, string>>,
  fields: Readonly<Record<string, unknown>>,
  controller: AbortController,
): Promise<Readonly<Record<string, unknown>>> {
  const match = { route: routeOf(operation, endpoints[operation]), ids };
  return jsonOf(await askDify(config, { match, fields, controller }), config);
}

/**
 * The JSON object of an answer.
 *
 * @throws Refusal with 502 when it is none
 */
export async function jsonOf(
  upstream: Response,
  { limits }: Pick<KnowledgeConfig, 'limits'>,
): Promise<Readonly<Record<string, unknown>>> {
  const text = await answerText(upstream, limits);
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    answer = undefined;
  }
  if (typeof answer === 'object' && answer !== null && !Array.isArray(answer)) {
    return Object.fromEntries(Object.entries(answer));
  }
  throw new Refusal(502, 'upstream_error', 'Dify answered with something else. Check the base URL.');
}
