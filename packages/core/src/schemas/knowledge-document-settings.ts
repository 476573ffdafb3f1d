import * as v from 'valibot';
import { closedObject } from './closed-object.ts';

import { uuidSchema } from './identifier.ts';
import { embeddingModelCheck, embeddingProviderCheck } from './knowledge-embedding-pair.ts';
import { docFormSchema, indexingTechniqueSchema } from './knowledge-indexing.ts';
import { processRuleSchema } from './knowledge-process-rule.ts';
import { retrievalModelSchema } from './knowledge-retrieval-model.ts';
import type { OutputOf } from './object-schema.ts';

export const documentSettingsSchema = v.pipe(
  closedObject({
    /** The document's name. @default the file's name */
    name: v.optional(v.string()),
    /** Needed for a knowledge base's first document; later ones take the knowledge base's own. */
    indexing_technique: v.optional(indexingTechniqueSchema),
    /** @default 'text_model' */
    doc_form: v.optional(docFormSchema),
    /** The language of the questions that `qa_model` makes. @default 'English' */
    doc_language: v.optional(v.string()),
    /** Needed for a knowledge base's first document; later ones take the last rule. */
    process_rule: v.optional(processRuleSchema),
    /** How the knowledge base is searched, set with its first document. */
    retrieval_model: v.optional(retrievalModelSchema),
    /** E.g. `text-embedding-3-small`; goes with its provider. */
    embedding_model: v.optional(v.string()),
    /** E.g. `langgenius/openai/openai`. */
    embedding_model_provider: v.optional(v.string()),
    /** A document that the new one takes the place of. */
    original_document_id: v.optional(uuidSchema),
  }),
  embeddingProviderCheck(),
  embeddingModelCheck(),
);

/** The settings that go with a document's file. */
export interface DocumentSettings extends OutputOf<typeof documentSettingsSchema> {}
