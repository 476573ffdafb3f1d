import type { DifyClient } from '@dify-oapi/core';
import { tags } from '@dify-oapi/core/endpoints';
import { endpointQuery } from './endpoint-query.ts';

/** All tags of the workspace. `binding_count` is a number in text. */
export function knowledgeTagsQuery(dify: DifyClient) {
  return endpointQuery(dify, tags.list, {});
}

/** The tags of one knowledge base. */
export function datasetTagsQuery(dify: DifyClient, dataset_id: string) {
  return endpointQuery(dify, tags.listForDataset, { dataset_id });
}
