import type { CreateDocumentByText, DifyClient, UpdateDocument } from '@dify-oapi/core';
import { documents } from '@dify-oapi/core/endpoints';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useDify } from '../../provider/use-dify.ts';
import { refreshDocuments, watchBatch } from '../../queries/indexing-query.ts';
import { knowledgeKeys } from '../../queries/knowledge-keys.ts';
import { inTurn } from './in-turn.ts';
import { withFallback } from './unsupported.ts';

/** What a document made of text is. `indexing_technique` is needed every time, also where the knowledge base has one. */
export interface NewTextDocument extends Omit<CreateDocumentByText, 'dataset_id'> {}

/** A file that takes the place of a document's own. */
export interface DocumentReplacement {
  document_id: string;
  /** With a name whose extension tells its kind. */
  file: Blob;
  /** What else changes. @default the document's own form and language */
  data?: UpdateDocument['data'];
}

/** A text that takes the place of a document's own. */
export interface TextReplacement {
  document_id: string;
  name: string;
  text: string;
}

/** Creates a document from text, and watches its indexing. */
export function useCreateTextDocument(dataset_id: string) {
  const dify = useDify();
  const client = useQueryClient();
  return useMutation({
    mutationKey: [...knowledgeKeys.documents(dify, dataset_id), 'create'],
    mutationFn: (input: NewTextDocument) => dify.request(documents.createByText, { ...input, dataset_id }),
    async onSuccess({ batch }) {
      watchBatch(client, dify, dataset_id, batch);
      await refreshDocuments(client, dify, dataset_id);
    },
  });
}

/**
 * Puts a file in the place of a document's own, and watches the indexing. The document keeps its id, form and language;
 * chunks that were written by hand are lost.
 */
export function useReplaceDocumentFile(dataset_id: string) {
  const dify = useDify();
  const client = useQueryClient();
  return useMutation({
    mutationKey: [...knowledgeKeys.documents(dify, dataset_id), 'replace'],
    mutationFn: ({ document_id, file, data }: DocumentReplacement) =>
      inTurn(dify, document_id, async () => {
        const own = await ownForm(dify, dataset_id, document_id);
        const input = { dataset_id, document_id, file, data: { ...own, ...data } };
        return withFallback(
          dify,
          documents.update,
          () => dify.request(documents.update, input),
          () => dify.request(documents.updateByFile, input),
        );
      }),
    async onSuccess({ batch }, { document_id }) {
      watchBatch(client, dify, dataset_id, batch);
      await refreshDocuments(client, dify, dataset_id, [document_id]);
    },
  });
}

/**
 * Puts a text in the place of a document's own, and watches the indexing. Chunks that were written by hand are lost, so
 * this is no way to rename a document.
 */
export function useReplaceDocumentText(dataset_id: string) {
  const dify = useDify();
  const client = useQueryClient();
  return useMutation({
    mutationKey: [...knowledgeKeys.documents(dify, dataset_id), 'replace'],
    mutationFn: (input: TextReplacement) =>
      inTurn(dify, input.document_id, async () => {
        const own = await ownForm(dify, dataset_id, input.document_id);
        return dify.request(documents.updateByText, { ...input, ...own, dataset_id });
      }),
    async onSuccess({ batch }, { document_id }) {
      watchBatch(client, dify, dataset_id, batch);
      await refreshDocuments(client, dify, dataset_id, [document_id]);
    },
  });
}

/** Left out, a document's form and language would fall back to the default ones. */
async function ownForm(dify: DifyClient, dataset_id: string, document_id: string) {
  const { doc_form, doc_language } = await dify.request(documents.get, { dataset_id, document_id });
  return { ...formOf(doc_form), ...(doc_language ? { doc_language } : {}) };
}

function formOf(form: string | null | undefined) {
  if (form === 'text_model' || form === 'hierarchical_model' || form === 'qa_model') return { doc_form: form } as const;
  return {};
}
