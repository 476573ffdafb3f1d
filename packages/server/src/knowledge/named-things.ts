import { Refusal } from '../refusal.ts';

/** What a call names, in its path and in its body. */
export interface NamedThings {
  readonly datasetId: string | undefined;
  readonly documentIds: readonly string[];
  readonly segmentId: string | undefined;
  readonly childChunkId: string | undefined;
  readonly metadataIds: readonly string[];
}

/** Documents that one call may name, and fields of metadata. */
const most = 200;

/**
 * The ids that a call names, wherever they stand.
 *
 * @throws Refusal with 400 when there are too many
 */
export function namedThings(
  ids: Readonly<Record<string, string>>,
  fields: Readonly<Record<string, unknown>> = {},
): NamedThings {
  const operations = listIn(fields, 'operation_data');
  const documentIds = [
    ids.document_id,
    ...listIn(fields, 'document_ids'),
    ...operations.map((operation) => valueIn(operation, 'document_id')),
    fields.original_document_id,
    valueIn(fields.data, 'original_document_id'),
  ].filter(isText);
  const metadataIds = [
    ids.metadata_id,
    ...operations.flatMap((operation) => listIn(operation, 'metadata_list')).map((value) => valueIn(value, 'id')),
  ].filter(isText);
  const named = {
    datasetId: ids.dataset_id ?? [fields.target_id].find(isText),
    documentIds: Array.from(new Set(documentIds)),
    segmentId: ids.segment_id,
    childChunkId: ids.child_chunk_id,
    metadataIds: Array.from(new Set(metadataIds)),
  };
  if (named.documentIds.length > most || named.metadataIds.length > most) {
    throw new Refusal(400, 'invalid_param', `At most ${most} things can be named at a time.`);
  }
  return named;
}

function valueIn(holder: unknown, name: string): unknown {
  return typeof holder === 'object' && holder !== null && Object.hasOwn(holder, name)
    ? Reflect.get(holder, name)
    : null;
}

function listIn(holder: unknown, name: string): readonly unknown[] {
  const list: unknown = valueIn(holder, name);
  return Array.isArray(list) ? list : [];
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
