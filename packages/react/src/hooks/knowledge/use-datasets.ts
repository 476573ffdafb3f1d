import type { ListDatasets } from '@dify-oapi/core';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useDify } from '../../provider/use-dify.ts';
import { datasetQuery, datasetsQuery, infiniteDatasetsQuery } from '../../queries/datasets-queries.ts';

/** A page of the knowledge bases that the key may see. */
export function useDatasets(input: ListDatasets = {}) {
  return useQuery(datasetsQuery(useDify(), input));
}

/** The knowledge bases page after page; `data.rows` holds them all, each once. */
export function useInfiniteDatasets(input: ListDatasets = {}) {
  return useInfiniteQuery(infiniteDatasetsQuery(useDify(), input));
}

/** One knowledge base. Shown from a list that holds it until its own answer is there. */
export function useDataset(dataset_id: string) {
  return useQuery(datasetQuery(useDify(), dataset_id, useQueryClient()));
}
