import type { KnowledgeContext } from '../context.ts';
import { fileBytes } from '../files/file-bytes.ts';
import { writeZip } from '../files/zip.ts';
import { type Check, listOf, required, text } from '../http/checks.ts';
import { textsAt } from '../http/fields.ts';
import { isUuid } from '../http/is-uuid.ts';
import { readPayload } from '../http/read-payload.ts';
import type { DocumentRow, KnowledgeFileRow } from '../world/knowledge-rows.ts';
import { datasetOf, documentById, documentOf, missing } from './knowledge-access.ts';
import { previewUrl } from './message-files.ts';

export function download(context: KnowledgeContext): Response {
  const { document } = documentOf(context);
  const file = fileOfDocument(context, document);
  return context.respond.json({ url: `${previewUrl(context, file.id)}&as_attachment=true` });
}

const uuid: Check = (value, field) => {
  if (typeof value !== 'string') return text()(value, field);
  if (isUuid(value)) return [];
  const length = value.replaceAll('-', '').length;
  const sentence = `Input should be a valid UUID, invalid length: expected length 32 for simple format, found ${length}`;
  return [{ field, type: 'uuid_parsing', sentence, input: value }];
};

export async function downloadZip(context: KnowledgeContext): Promise<Response> {
  const { request, respond, server } = context;
  const dataset = datasetOf(context);
  const body = await readPayload(request, 'DocumentBatchDownloadZipPayload', {
    document_ids: required(listOf(uuid, { min: 1, max: 100 })),
  });
  const files = textsAt(body, 'document_ids').map((id) => {
    const document = documentById(context, dataset, id);
    return { name: document.name, bytes: fileBytes(fileOfDocument(context, document)) };
  });
  const zip = await writeZip(files);
  return respond.bytes(zip, {
    'Content-Type': 'application/zip',
    'Content-Disposition': `attachment; filename=${server.id().replaceAll('-', '')}.zip`,
    'Last-Modified': new Date(server.nowMs()).toUTCString(),
    'Cache-Control': 'no-cache',
    ETag: `"${server.nowMs() / 1000}-${zip.length}"`,
  });
}

function fileOfDocument(
  context: KnowledgeContext,
  { data_source_type, data_source_info }: DocumentRow,
): KnowledgeFileRow {
  const id = data_source_type === 'upload_file' ? data_source_info.upload_file_id : undefined;
  const file = context.server.world.knowledgeFiles.get(String(id));
  if (file === undefined) throw missing(context, 'Uploaded file not found.');
  return file;
}
