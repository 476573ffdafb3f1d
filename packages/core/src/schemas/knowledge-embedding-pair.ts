import * as z from 'zod/mini';

interface EmbeddingPair {
  embedding_model?: string | undefined;
  embedding_model_provider?: string | undefined;
}

/** A model says whose it is: Dify drops one without the other in silence. */
export const embeddingProviderCheck = z.refine<EmbeddingPair>(
  ({ embedding_model, embedding_model_provider }) =>
    embedding_model === undefined || embedding_model_provider !== undefined,
  { error: 'the provider of the embedding model', path: ['embedding_model_provider'] },
);

/** A provider goes with one of its models: Dify drops one without the other in silence. */
export const embeddingModelCheck = z.refine<EmbeddingPair>(
  ({ embedding_model, embedding_model_provider }) =>
    embedding_model_provider === undefined || embedding_model !== undefined,
  { error: 'a model of the embedding provider', path: ['embedding_model'] },
);
