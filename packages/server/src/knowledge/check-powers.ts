import type { Handles } from '../handles/handles.ts';
import { Refusal } from '../refusal.ts';
import { forbidden, type KnowledgeAccess } from './knowledge-access.ts';
import type { KnowledgeConfig } from './knowledge-config.ts';
import type { KnowledgeOperation } from './knowledge-operations.ts';

/**
 * Refuses fields that reach further than their operation: a new document that takes the place of another one, drafts of
 * pipelines, lists beyond what the key's owner sees, tags where they are switched off.
 *
 * @throws Refusal with 403
 */
export function checkPowers(
  operation: KnowledgeOperation,
  fields: Readonly<Record<string, unknown>>,
  access: KnowledgeAccess,
  { enabled }: Pick<KnowledgeConfig, 'enabled'>,
): void {
  const { data, include_all, is_published, original_document_id, tag_ids } = fields;
  const replaces = original_document_id ?? (isObject(data) ? data.original_document_id : undefined);
  const isCreation = operation === 'createDocumentFromText' || operation === 'createDocumentFromFile';
  if (isCreation && replaces !== undefined && !access.mayDo('updateDocument')) throw forbidden();
  if (is_published === false && !access.mayDo('updateDataset')) throw forbidden();
  if (include_all === true && !enabled.has('includeAll')) throw forbidden();
  if (operation === 'listDatasets' && tag_ids !== undefined && !enabled.has('tags')) throw forbidden();
}

/**
 * Opens the handles of uploads in a pipeline's run: nobody makes a document of somebody else's file.
 *
 * @throws Refusal with 404 for what is no handle of this person
 */
export function openUploads(
  operation: KnowledgeOperation,
  fields: Readonly<Record<string, unknown>>,
  handles: Pick<Handles, 'open'>,
): Readonly<Record<string, unknown>> {
  if (operation !== 'runPipeline' && operation !== 'runDatasourceNode') return fields;
  const inputs = withUploads(fields.inputs, handles);
  const { datasource_info_list, datasource_type } = fields;
  if (!Array.isArray(datasource_info_list)) return { ...fields, inputs };
  const opened = datasource_info_list.map((item: unknown) => {
    if (!isObject(item)) return item;
    const isFile = datasource_type === 'local_file' || item.reference !== undefined || item.related_id !== undefined;
    if (!isFile) return item;
    const { reference, related_id, ...rest } = item;
    const id = handles.open('file', String(reference ?? related_id ?? ''));
    return { ...rest, reference: id, related_id: id };
  });
  return { ...fields, inputs, datasource_info_list: opened };
}

/** Names by which Dify would take an object for an uploaded file. */
const uploadFields = ['upload_file_id', 'related_id', 'reference'];

function withUploads(value: unknown, handles: Pick<Handles, 'open'>): unknown {
  if (Array.isArray(value)) return value.map((item) => withUploads(item, handles));
  if (!isObject(value)) return value;
  const isFile = Object.hasOwn(value, 'transfer_method');
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      isFile && uploadFields.includes(name) ? handles.open('file', String(inner)) : withUploads(inner, handles),
    ]),
  );
}

/**
 * New pictures of a chunk, or to search with, would be files that Dify looks up in the whole workspace. Those that a chunk
 * has already may stay.
 *
 * @throws Refusal with 400
 */
export function checkAttachments(fields: Readonly<Record<string, unknown>>, present: readonly string[] = []): void {
  const { segment, segments } = fields;
  const holders = [fields, segment, ...(Array.isArray(segments) ? segments : [])];
  const ids = holders.flatMap((holder) =>
    isObject(holder) && Array.isArray(holder.attachment_ids) ? holder.attachment_ids : [],
  );
  if (ids.every((id) => present.includes(String(id).toLowerCase()))) return;
  throw new Refusal(400, 'attachment_forbidden', 'Only pictures that the chunk has already can be named.');
}

/** Whether a call names pictures at all. */
export function hasAttachments({ segment }: Readonly<Record<string, unknown>>): boolean {
  return isObject(segment) && Array.isArray(segment.attachment_ids) && segment.attachment_ids.length > 0;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
