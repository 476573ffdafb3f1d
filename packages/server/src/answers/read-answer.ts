import type { FileLinks } from '../file-links/file-links.ts';
import { placeInAnswer } from '../file-links/place.ts';
import type { HandlerLimits } from '../limits/limits.ts';
import type { Operation } from '../operations.ts';
import { Refusal } from '../refusal.ts';
import { answerText } from './answer-text.ts';
import { jsonResponse, safeHeaders } from './json-response.ts';
import { reduceAnswer } from './reduce-answer.ts';
import { upstreamRefusal } from './upstream-refusal.ts';
import { closedView, type View } from './view.ts';

/**
 * What a page gets of Dify's JSON.
 *
 * @throws Refusal when it is an error, or nothing that the operation answers with
 */
export async function readAnswer(
  upstream: Response,
  operation: Operation,
  limits: HandlerLimits,
  view: View = closedView,
  links?: FileLinks,
): Promise<Response> {
  if (upstream.status === 204) return new Response(null, { status: 204, headers: safeHeaders });
  const text = await answerText(upstream, limits);
  const answer = parse(text);
  const status = errorStatus(answer);
  if (status !== null) throw await upstreamRefusal(new Response(text, { status }), operation, limits);
  // Old servers answer a deletion with 200 and the number 204.
  if (operation === 'deleteConversation' || operation === 'deleteAnnotation')
    return new Response(null, { status: 204, headers: safeHeaders });
  const linked =
    links === undefined || !text.includes('files') ? answer : links.inAnswer(answer, placeInAnswer(operation, answer));
  const reduced = typeof linked === 'object' && linked !== null ? reduceAnswer(operation, linked, view) : undefined;
  if (reduced === undefined) {
    throw new Refusal(502, 'upstream_error', 'Dify answered with something else. Check the base URL of the app.');
  }
  return jsonResponse(upstream.status === 201 ? 201 : 200, reduced);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Errors have come with status 200: `{ code, message, status }`. */
function errorStatus(answer: unknown): number | null {
  if (typeof answer !== 'object' || answer === null) return null;
  const status: unknown = Reflect.get(answer, 'status');
  const isError = typeof Reflect.get(answer, 'code') === 'string' && typeof status === 'number';
  return isError && status >= 400 && status <= 599 ? status : null;
}
