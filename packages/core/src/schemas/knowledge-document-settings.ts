import * as z from 'zod/mini';
import { checked } from './checked.ts';
import { uuidSchema } from './identifier.ts';
import { embeddingModelCheck, embeddingProviderCheck } from './knowledge-embedding-pair.ts';
import { docFormSchema, indexingTechniqueSchema } from './knowledge-indexing.ts';
import { processRuleSchema } from './knowledge-process-rule.ts';
import { retrievalModelSchema } from './knowledge-retrieval-model.ts';

export const documentSettingsSchema = checked(
  z.strictObject({
    /** The document's name. @default the file's name */
    name: z.optional(z.string()),
    /** Needed for a knowledge base's first document; later ones take the knowledge base's own. */
    indexing_technique: z.optional(indexingTechniqueSchema),
    /** @default 'text_model' */
    doc_form: z.optional(docFormSchema),
    /** The language of the questions that `qa_model` makes. @default 'English' */
    doc_language: z.optional(z.string()),
    /** Needed for a knowledge base's first document; later ones take the last rule. */
    process_rule: z.optional(processRuleSchema),
    /** How the knowledge base is searched, set with its first document. */
    retrieval_model: z.optional(retrievalModelSchema),
    /** E.g. `text-embedding-3-small`; goes with its provider. */
    embedding_model: z.optional(z.string()),
    /** E.g. `langgenius/openai/openai`. */
    embedding_model_provider: z.optional(z.string()),
    /** A document that the new one takes the place of. */
    original_document_id: z.optional(uuidSchema),
  }),
  embeddingProviderCheck,
  embeddingModelCheck,
);

/** The settings that go with a document's file. */
export interface DocumentSettings extends z.infer<typeof documentSettingsSchema> {}
