import type { DifyClient, ListModels } from '@dify-oapi/core';
import { models } from '@dify-oapi/core/endpoints';
import { queryOptions } from '@tanstack/react-query';
import { endpointQuery } from './endpoint-query.ts';

/** The models of a kind that the workspace can use, by provider. Fresh for five minutes. */
export function modelsQuery(dify: DifyClient, model_type: ListModels['model_type']) {
  return queryOptions({ ...endpointQuery(dify, models.list, { model_type }), staleTime: 5 * 60_000 });
}
