import { useQuery } from '@tanstack/react-query';
import { useDify } from '../../provider/use-dify.ts';
import { datasetTagsQuery, knowledgeTagsQuery } from '../../queries/tags-queries.ts';

/** All tags of the workspace. */
export function useKnowledgeTags() {
  return useQuery(knowledgeTagsQuery(useDify()));
}

/** The tags of one knowledge base. */
export function useDatasetTags(dataset_id: string) {
  return useQuery(datasetTagsQuery(useDify(), dataset_id));
}
