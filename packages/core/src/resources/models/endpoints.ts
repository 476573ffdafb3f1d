import { endpoint } from '../../endpoint.ts';
import { type ListModels, listModelsSchema, type ModelProviders, modelProvidersSchema } from './schemas.ts';

/**
 * Lists the models of a type that the workspace can use, by provider.
 *
 * @throws BadRequestError with code `invalid_param`.
 * @see https://docs.dify.ai/en/api-reference/models/get-available-models
 */
export const list = endpoint<ListModels, ModelProviders>({
  operationId: 'getAvailableModels',
  method: 'GET',
  path: '/workspaces/current/models/model-types/{model_type}',
  payload: 'query',
  user: 'none',
  input: listModelsSchema,
  output: modelProvidersSchema,
  pages: 'whole',
});
