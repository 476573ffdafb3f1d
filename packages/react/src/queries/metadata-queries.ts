import type { DifyClient } from '@dify-oapi/core';
import { metadata } from '@dify-oapi/core/endpoints';
import { endpointQuery } from './endpoint-query.ts';

/** The metadata fields of a knowledge base, how often each is used, and whether the built-in ones are on. */
export function metadataFieldsQuery(dify: DifyClient, dataset_id: string) {
  return endpointQuery(dify, metadata.list, { dataset_id });
}

/** The fields that Dify fills itself. */
export function builtInMetadataQuery(dify: DifyClient, dataset_id: string) {
  return endpointQuery(dify, metadata.listBuiltIn, { dataset_id });
}
