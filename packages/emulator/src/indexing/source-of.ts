import { fromBase64 } from '../http/base64.ts';
import type { KnowledgeBackend } from '../knowledge/knowledge-backend.ts';
import { tenantId } from '../knowledge/owner.ts';
import type { DocumentRow } from '../world/knowledge-rows.ts';

/** What a document is made of. */
interface Source {
  readonly text: string;
  /** Why there is none; `null` when nothing went wrong. */
  readonly problem: string | null;
  /** A table's text as it was given; `null` when it is no table. */
  readonly table: string | null;
}

/** The text that a document is made of. */
export function sourceOf({ world }: Pick<KnowledgeBackend, 'world'>, { data_source_info: info }: DocumentRow): Source {
  const id = [info.upload_file_id, info.reference, info.related_id].find((value) => typeof value === 'string');
  if (typeof id !== 'string') {
    const text = [info.content, info.title, info.name].find((value) => typeof value === 'string');
    return { text: typeof text === 'string' ? text : '', problem: null, table: null };
  }
  const file = world.knowledgeFiles.get(id);
  if (file === undefined) {
    return { text: '', problem: `UploadFile not found for file_id=${id}, tenant_id=${tenantId}`, table: null };
  }
  const { text, problem, base64, extension } = file;
  const table = extension === 'csv' ? (base64 === null ? text : new TextDecoder().decode(fromBase64(base64))) : null;
  return { text, problem, table };
}
