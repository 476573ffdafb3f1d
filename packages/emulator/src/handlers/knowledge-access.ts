import type { KnowledgeContext } from '../context.ts';
import { closeRoutes } from '../http/close-routes.ts';
import { Refusal } from '../http/refusal.ts';
import { advanceIndexing } from '../indexing/indexing.ts';
import type { ChildChunkRow, DatasetRow, DocumentRow, SegmentRow } from '../world/knowledge-rows.ts';

/** The knowledge base that a path names, its documents as far as the clock says. */
export function datasetOf(context: KnowledgeContext): DatasetRow {
  return datasetById(context, context.slots.dataset_id ?? '');
}

/** A knowledge base by its id. */
export function datasetById(context: KnowledgeContext, id: string): DatasetRow {
  const { server } = context;
  advanceIndexing(server);
  const dataset = server.world.datasets.get(id);
  if (dataset === undefined) throw missing(context, 'Dataset not found.');
  if (!dataset.enable_api) throw new Refusal(403, 'forbidden', 'Dataset api access is not enabled.');
  return dataset;
}

/** A document by its id. What a server says when there is none differs by the operation. */
export function documentById(
  context: KnowledgeContext,
  dataset: DatasetRow,
  id: string,
  message = 'Document not found.',
): DocumentRow {
  const document = context.server.world.documents.get(id);
  if (document?.dataset_id !== dataset.id) throw missing(context, message);
  return document;
}

/** The knowledge base and the document that a path names. */
export function documentOf(
  context: KnowledgeContext,
  message?: string,
): { dataset: DatasetRow; document: DocumentRow } {
  const dataset = datasetOf(context);
  return { dataset, document: documentById(context, dataset, context.slots.document_id ?? '', message) };
}

/** The chunk that a path names. Older servers do not ask whose it is. */
export function segmentOf(context: KnowledgeContext): {
  dataset: DatasetRow;
  document: DocumentRow;
  segment: SegmentRow;
} {
  const { server, slots } = context;
  const { dataset, document } = documentOf(context);
  const segment = server.world.segments.get(slots.segment_id ?? '');
  const isStrange = server.profile !== '1.14' && segment?.document_id !== document.id;
  if (segment === undefined || isStrange) throw missing(context, 'Segment not found.');
  return { dataset, document, segment };
}

/** The smaller chunk that a path names. */
export function childChunkOf(context: KnowledgeContext): { segment: SegmentRow; child: ChildChunkRow } {
  const { server, slots } = context;
  const { segment } = segmentOf(context);
  const child = server.world.childChunks.get(slots.child_chunk_id ?? '');
  const isStrange = server.profile !== '1.14' && child?.segment_id !== segment.id;
  if (child === undefined || isStrange) throw missing(context, 'Child chunk not found.');
  return { segment, child };
}

/** 404, with the routes that resemble the path, as the web framework adds them. */
export function missing({ request }: KnowledgeContext, message: string): Refusal {
  const { pathname } = new URL(request.url);
  const routes = closeRoutes(pathname);
  if (routes.length === 0) return new Refusal(404, 'not_found', message);
  const help = `You have requested this URI [${pathname}] but did you mean ${routes.join(' or ')} ?`;
  return new Refusal(404, 'not_found', `${message.replace(/\.$/, '')}. ${help}`);
}

/** 500 for what code of the server trips over. */
export function stumble(): Refusal {
  return new Refusal(500, 'unknown', 'Internal Server Error');
}
