import type { ListModels } from '@dify-oapi/core';
import { useQuery } from '@tanstack/react-query';
import { useDify } from '../../provider/use-dify.ts';
import { modelsQuery } from '../../queries/models-query.ts';

/** The models of a kind that the workspace can use, by provider. */
export function useModels(model_type: ListModels['model_type']) {
  return useQuery(modelsQuery(useDify(), model_type));
}
