import type { KnowledgeContext } from '../context.ts';
import { owner } from '../knowledge/owner.ts';
import type { DatasetRow, DocumentRow } from '../world/knowledge-rows.ts';

/** Fields that every document has. */
export const builtInFields = [
  { name: 'document_name', type: 'string' },
  { name: 'uploader', type: 'string' },
  { name: 'upload_date', type: 'time' },
  { name: 'last_update_date', type: 'time' },
  { name: 'source', type: 'string' },
] as const;

/** The values of the fields that every document has, as searches see them. */
export function builtInValues(row: DocumentRow): Record<string, string | number> {
  return {
    document_name: row.name,
    uploader: owner.name,
    upload_date: row.created_at,
    last_update_date: row.updated_at,
    source: row.data_source_type === 'upload_file' ? 'file_upload' : row.data_source_type,
  };
}

/** A document's metadata as answers list it; `null` when it has none. Whoever has any shows the built-in ones too. */
export function metadataOf({ server }: KnowledgeContext, row: DocumentRow): object[] | null {
  const { world } = server;
  const values = row.doc_metadata;
  if (values === null || Object.keys(values).length === 0) return null;
  const bound = [...world.metadataBindings.values()].filter(({ document_id }) => document_id === row.id);
  const custom = bound.flatMap(({ metadata_id }) => {
    const field = world.metadataFields.get(metadata_id);
    if (field === undefined) return [];
    return [{ id: field.id, name: field.name, type: field.type, value: values[field.name] ?? null }];
  });
  const known: Record<string, string | number> = builtInValues(row);
  const builtIn = builtInFields.map(({ name, type }) => {
    // Servers write these times as text, with a fraction.
    const value = type === 'time' ? `${known[name]}.0` : (known[name] ?? null);
    return { id: 'built-in', name, type, value };
  });
  return [...custom, ...builtIn];
}

/** Gives every document of a knowledge base the built-in values, or takes them away. */
export function setBuiltIn({ server }: KnowledgeContext, dataset: DatasetRow, isOn: boolean): void {
  for (const row of server.world.documents.values()) {
    if (row.dataset_id !== dataset.id) continue;
    const names = new Set<string>(builtInFields.map(({ name }) => name));
    const custom = Object.entries(row.doc_metadata ?? {}).filter(([name]) => !names.has(name));
    row.doc_metadata = { ...Object.fromEntries(custom), ...(isOn ? builtInValues(row) : {}) };
  }
  dataset.built_in_field_enabled = isOn;
}
