import type * as v from 'valibot';
import { checkField } from './check-field.ts';

interface EmbeddingPair {
  embedding_model?: string | undefined;
  embedding_model_provider?: string | undefined;
}

/** A model says whose it is: Dify drops one without the other in silence. */
// @__NO_SIDE_EFFECTS__
export function embeddingProviderCheck<Pair extends EmbeddingPair>(): v.RawCheckAction<Pair> {
  return checkField(
    ({ embedding_model, embedding_model_provider }) =>
      embedding_model === undefined || embedding_model_provider !== undefined,
    'the provider of the embedding model',
    ['embedding_model_provider'],
  );
}

/** A provider goes with one of its models: Dify drops one without the other in silence. */
// @__NO_SIDE_EFFECTS__
export function embeddingModelCheck<Pair extends EmbeddingPair>(): v.RawCheckAction<Pair> {
  return checkField(
    ({ embedding_model, embedding_model_provider }) =>
      embedding_model_provider === undefined || embedding_model !== undefined,
    'a model of the embedding provider',
    ['embedding_model'],
  );
}
