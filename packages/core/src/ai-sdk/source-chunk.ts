import type { RetrieverResource } from '../schemas/retriever-resource.ts';
import type { DifyUIMessageChunk } from './ui-message-chunk.ts';

/** A passage as a source: of a page on the web where its address is known, else of a document. */
export function sourceChunk(resource: RetrieverResource): DifyUIMessageChunk {
  const { document_id, document_name, position, title } = resource;
  const sourceId = resource.segment_id ?? `${document_id ?? ''}-${position ?? 0}`;
  const name = document_name ?? title ?? '';
  const address = resource.doc_metadata?.source_url ?? resource.doc_metadata?.url;
  if (typeof address === 'string' && /^https?:\/\//.test(address)) {
    return { type: 'source-url', sourceId, url: address, title: name };
  }
  const dify = {
    dataset_id: resource.dataset_id ?? null,
    dataset_name: resource.dataset_name ?? null,
    document_id: document_id ?? null,
    position: position ?? null,
    score: resource.score ?? null,
    content: resource.content ?? null,
  };
  return { type: 'source-document', sourceId, mediaType: 'text/plain', title: name, providerMetadata: { dify } };
}
