import { answerText } from '../answers/answer-text.ts';
import { jsonResponse, safeHeaders } from '../answers/json-response.ts';
import type { View } from '../answers/view.ts';
import { Refusal } from '../refusal.ts';
import type { KnowledgeConfig } from './knowledge-config.ts';
import type { KnowledgeOperation } from './knowledge-operations.ts';
import { knowledgeRefusal } from './knowledge-refusal.ts';
import { knowledgeShapes } from './knowledge-shapes.ts';
import type { Sight } from './sight.ts';

/** Operations that answer nothing. Old servers say 200 and the number 204. */
const silent: ReadonlySet<KnowledgeOperation> = new Set([
  'deleteDataset',
  'deleteDocument',
  'deleteSegment',
  'deleteChildChunk',
  'deleteMetadataField',
  'deleteKnowledgeTag',
  'bindTagsToDataset',
  'unbindTagFromDataset',
]);

/**
 * What a page gets of Dify's JSON.
 *
 * @throws Refusal when it is an error, or nothing that the operation answers with
 */
export async function knowledgeAnswer(
  upstream: Response,
  operation: KnowledgeOperation,
  { limits }: Pick<KnowledgeConfig, 'limits'>,
  sight: Sight,
  view: View,
): Promise<Response> {
  const text = await answerText(upstream, limits);
  const answer = parse(text);
  const status = errorStatus(answer);
  if (status !== null) throw await knowledgeRefusal(new Response(text, { status }), limits);
  if (silent.has(operation)) return new Response(null, { status: 204, headers: safeHeaders });
  return shown(answer, operation, upstream.status === 201 ? 201 : 200, sight, view);
}

/**
 * An answer as far as a person sees it.
 *
 * @throws Refusal with 502 for what is no answer of the operation
 */
export function shown(
  answer: unknown,
  operation: KnowledgeOperation,
  status: number,
  sight: Sight,
  view: View,
): Response {
  const isAnswer = typeof answer === 'object' && answer !== null;
  const kept = isAnswer ? knowledgeShapes(sight)[operation](answer, view) : undefined;
  if (kept === undefined) {
    throw new Refusal(502, 'upstream_error', 'Dify answered with something else. Check the base URL.');
  }
  return jsonResponse(status, kept);
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
