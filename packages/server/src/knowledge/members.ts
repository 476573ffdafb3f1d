import { missing } from './knowledge-access.ts';
import type { KnowledgeOperation } from './knowledge-operations.ts';
import type { NamedThings } from './named-things.ts';

/** Reads of Dify what belongs to what. */
export type ReadKnowledge = (
  operation: KnowledgeOperation,
  ids: Readonly<Record<string, string>>,
  fields?: Readonly<Record<string, unknown>>,
) => Promise<Readonly<Record<string, unknown>>>;

/**
 * What was found to belong to what. Dify has forgotten to ask: servers before 1.16 change a chunk of any knowledge base
 * through the address of another one.
 */
export interface Members {
  /**
   * Lets pass what belongs together: documents to the knowledge base, the chunk to the document, its child to the chunk,
   * metadata fields to the knowledge base.
   *
   * @throws Refusal with 404
   */
  check(named: NamedThings, read: ReadKnowledge): Promise<void>;
}

/** Documents that are asked for at a time. */
const atOnce = 5;
/** Pages of children that are looked through for one of them, 100 each. */
const childPages = 50;

/** @param most how many pairs are remembered; those that were not needed for longest are forgotten first */
export function createMembers(most = 20_000): Members {
  // Ids are never given a second time, and nothing moves: what was found once stays right.
  const known = new Set<string>();

  function isKnown(key: string): boolean {
    if (!known.delete(key)) return false;
    known.add(key);
    return true;
  }

  function remember(key: string): void {
    known.add(key);
    for (const oldest of known) {
      if (known.size <= most) break;
      known.delete(oldest);
    }
  }

  async function once(parts: readonly string[], isMember: () => Promise<boolean>): Promise<void> {
    const key = parts.join(' ').toLowerCase();
    if (isKnown(key)) return;
    if (!(await isMember())) throw missing();
    remember(key);
  }

  return {
    async check({ datasetId, documentIds, segmentId, childChunkId, metadataIds }, read) {
      if (datasetId === undefined) {
        if (documentIds.length > 0 || metadataIds.length > 0) throw missing();
        return;
      }
      const dataset = { dataset_id: datasetId };
      const checkDocument = (document_id: string) =>
        once([datasetId, document_id], async () => {
          const { id } = await read('getDocumentDetail', { ...dataset, document_id }, { metadata: 'only' });
          return isSame(id, document_id);
        });
      for (let at = 0; at < documentIds.length; at += atOnce) {
        await Promise.all(documentIds.slice(at, at + atOnce).map(checkDocument));
      }
      for (const metadataId of metadataIds) {
        await once([datasetId, 'metadata', metadataId], async () => {
          const { doc_metadata } = await read('listMetadataFields', dataset);
          return hasRow(doc_metadata, metadataId);
        });
      }
      const [document_id] = documentIds;
      if (segmentId === undefined || document_id === undefined) return;
      const segment = { ...dataset, document_id, segment_id: segmentId };
      await once([datasetId, document_id, segmentId], async () => {
        const { data } = await read('getSegmentDetail', segment);
        return isSame(fieldOf(data, 'id'), segmentId) && isSame(fieldOf(data, 'document_id'), document_id);
      });
      if (childChunkId === undefined) return;
      await once([datasetId, document_id, segmentId, childChunkId], () => hasChild(childChunkId, segment, read));
    },
  };
}

async function hasChild(id: string, segment: Readonly<Record<string, string>>, read: ReadKnowledge): Promise<boolean> {
  for (let page = 1; page <= childPages; page += 1) {
    const { data, total } = await read('getChildChunks', segment, { page, limit: 100 });
    if (hasRow(data, id)) return true;
    if (!Array.isArray(data) || data.length === 0 || page * 100 >= Number(total)) return false;
  }
  return false;
}

function hasRow(rows: unknown, id: string): boolean {
  return Array.isArray(rows) && rows.some((row) => isSame(fieldOf(row, 'id'), id));
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

/** UUIDs are the same in both cases. */
function isSame(value: unknown, id: string): boolean {
  return typeof value === 'string' && value.toLowerCase() === id.toLowerCase();
}
