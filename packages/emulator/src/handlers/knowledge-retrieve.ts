import type { KnowledgeContext } from '../context.ts';
import { listOf, nullable, optional, required, text } from '../http/checks.ts';
import { textAt, textsAt } from '../http/fields.ts';
import { readPayload } from '../http/read-payload.ts';
import { invalidParam, Refusal } from '../http/refusal.ts';
import { indexOf } from '../knowledge/dataset-index.ts';
import { type Found, findSegments } from '../knowledge/find-segments.ts';
import { defaultRetrievalModel } from '../knowledge/retrieval-model.ts';
import type { DatasetRow } from '../world/knowledge-rows.ts';
import { datasetOf } from './knowledge-access.ts';
import { mapping, retrievalModel } from './knowledge-checks.ts';
import { segmentBody } from './knowledge-segment-body.ts';
import { metadataFilterAt, retrievalModelAt } from './knowledge-settings.ts';

/** Searches one knowledge base: what people test it by. */
export async function retrieve(context: KnowledgeContext): Promise<Response> {
  const { request, respond, server } = context;
  const dataset = datasetOf(context);
  const body = await readPayload(request, 'HitTestingPayload', {
    query: required(text({ max: 250 })),
    retrieval_model: optional(nullable(retrievalModel)),
    external_retrieval_model: optional(nullable(mapping)),
    attachment_ids: optional(nullable(listOf(text()))),
  });
  const query = textAt(body, 'query') ?? '';
  if (query === '' && textsAt(body, 'attachment_ids').length === 0) {
    throw invalidParam('Query or attachment_ids is required');
  }
  const given = retrievalModelAt(body, 'retrieval_model');
  const answer = (found: readonly Found[]) =>
    respond.json({ query: { content: query }, records: found.map((hit) => recordOf(context, hit)) });
  if (dataset.provider === 'external') {
    if (given === undefined) throw new Refusal(500, 'internal_server_error', "'reranking_enable'");
    if (given.search_method !== 'keyword_search') throw noVectors(dataset);
    return answer([]);
  }
  const model = given ?? dataset.retrieval_model ?? defaultRetrievalModel;
  const isByVectors = model.search_method !== 'keyword_search';
  const hasVectors = dataset.indexing_technique === 'high_quality' && indexOf(server.world, dataset).size > 0;
  if (isByVectors && !hasVectors) throw noVectors(dataset);
  const vectorWeight = model.weights?.vector_setting?.vector_weight;
  const found = await findSegments(server, dataset, {
    query,
    method: model.search_method,
    topK: model.top_k,
    threshold: isByVectors && model.score_threshold_enabled ? (model.score_threshold ?? 0) : null,
    isReranked: model.reranking_enable,
    ...(vectorWeight === undefined ? {} : { vectorWeight }),
    filter: metadataFilterAt(body, 'retrieval_model'),
  });
  // A server does not tell how well keywords fit.
  return answer(isByVectors ? found : found.map((hit) => ({ ...hit, score: 0 })));
}

/** What the vector store says of a collection that is not there. */
function noVectors({ id }: DatasetRow): Refusal {
  const table = `embedding_vector_index_${id.replaceAll('-', '_')}_node`;
  return invalidParam(`relation "${table}" does not exist\nLINE 1: SELECT meta, text, embedding <=> '...\n`);
}

function recordOf(context: KnowledgeContext, { segment, score, children }: Found): object {
  const { world } = context.server;
  const document = world.documents.get(segment.document_id);
  const whole = segmentBody(context, segment);
  const {
    updated_at: _updatedAt,
    updated_by: _updatedBy,
    child_chunks: _children,
    attachments: files,
    summary,
    ...common
  } = whole;
  const round = (value: number) => Math.round(value * 1e6) / 1e6;
  return {
    segment: {
      ...common,
      sign_content: null,
      keywords: segment.keywords ?? [],
      document: {
        id: segment.document_id,
        data_source_type: document?.data_source_type ?? 'upload_file',
        name: document?.name ?? '',
        doc_type: null,
        doc_metadata: document?.doc_metadata ?? null,
      },
    },
    child_chunks: children.map(({ row, score: value }) => ({
      id: row.id,
      content: row.content,
      position: row.position,
      score: round(value),
    })),
    score: round(score),
    tsne_position: null,
    files,
    summary,
  };
}
