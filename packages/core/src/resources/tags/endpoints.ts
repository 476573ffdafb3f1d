import * as v from 'valibot';

import { endpoint } from '../../endpoint.ts';
import { nothingSchema } from '../../schemas/nothing.ts';
import {
  type BindTags,
  bindTagsSchema,
  type CreateTag,
  createTagSchema,
  type DatasetTags,
  type DeleteTag,
  datasetTagsSchema,
  deleteTagSchema,
  type KnowledgeTag,
  type ListDatasetTags,
  type ListTags,
  listDatasetTagsSchema,
  listTagsSchema,
  tagSchema,
  type UnbindTags,
  type UpdateTag,
  unbindTagsSchema,
  updateTagSchema,
} from './schemas.ts';

/**
 * Lists all tags of the workspace for knowledge bases.
 *
 * @see https://docs.dify.ai/en/api-reference/tags/list-knowledge-tags
 */
export const list = endpoint<ListTags, KnowledgeTag[]>({
  operationId: 'getKnowledgeTags',
  method: 'GET',
  path: '/datasets/tags',
  payload: 'query',
  user: 'none',
  input: listTagsSchema,
  output: v.array(tagSchema),
});

/**
 * Creates a tag.
 *
 * @throws BadRequestError with code `invalid_param`, also for a name that another tag has.
 * @throws PermissionDeniedError with code `forbidden` when the key's owner may not.
 * @see https://docs.dify.ai/en/api-reference/tags/create-knowledge-tag
 */
export const create = endpoint<CreateTag, KnowledgeTag>({
  operationId: 'createKnowledgeTag',
  method: 'POST',
  path: '/datasets/tags',
  payload: 'json',
  user: 'none',
  input: createTagSchema,
  output: tagSchema,
});

/**
 * Renames a tag.
 *
 * @throws NotFoundError when there is no such tag.
 * @throws BadRequestError with code `invalid_param`, also for a name that another tag has.
 * @throws PermissionDeniedError with code `forbidden` when the key's owner may not.
 * @see https://docs.dify.ai/en/api-reference/tags/update-knowledge-tag
 */
export const update = endpoint<UpdateTag, KnowledgeTag>({
  operationId: 'updateKnowledgeTag',
  method: 'PATCH',
  path: '/datasets/tags',
  payload: 'json',
  user: 'none',
  input: updateTagSchema,
  output: tagSchema,
});

/**
 * Deletes a tag, and takes it off all knowledge bases. A repeat throws NotFoundError, and changes nothing.
 *
 * @throws NotFoundError when there is no such tag.
 * @throws PermissionDeniedError with code `forbidden` when the key's owner may not.
 * @see https://docs.dify.ai/en/api-reference/tags/delete-knowledge-tag
 */
const remove = endpoint<DeleteTag, undefined>({
  operationId: 'deleteKnowledgeTag',
  method: 'DELETE',
  path: '/datasets/tags',
  payload: 'json',
  user: 'none',
  input: deleteTagSchema,
  output: nothingSchema,
});

/**
 * Gives tags to a knowledge base. Safe to repeat. Unknown tags pass in silence: list the tags again.
 *
 * @throws NotFoundError when there is no such knowledge base.
 * @throws PermissionDeniedError with code `forbidden` when the key's owner may not.
 * @see https://docs.dify.ai/en/api-reference/tags/create-tag-binding
 */
export const bind = endpoint<BindTags, undefined>({
  operationId: 'bindTagsToDataset',
  method: 'POST',
  path: '/datasets/tags/binding',
  payload: 'json',
  user: 'none',
  input: bindTagsSchema,
  output: nothingSchema,
  idempotent: true,
});

/**
 * Takes tags off a knowledge base.
 *
 * @throws NotFoundError when there is no such knowledge base.
 * @throws PermissionDeniedError with code `forbidden` when the key's owner may not.
 * @see https://docs.dify.ai/en/api-reference/tags/delete-tag-binding
 */
export const unbind = endpoint<UnbindTags, undefined>({
  operationId: 'unbindTagFromDataset',
  method: 'POST',
  path: '/datasets/tags/unbinding',
  payload: 'json',
  user: 'none',
  input: unbindTagsSchema,
  output: nothingSchema,
});

/**
 * Lists the tags of a knowledge base.
 *
 * @throws NotFoundError when there is no such knowledge base.
 * @throws PermissionDeniedError with code `forbidden` when its API access is off.
 * @see https://docs.dify.ai/en/api-reference/tags/get-knowledge-base-tags
 */
export const listForDataset = endpoint<ListDatasetTags, DatasetTags>({
  operationId: 'queryDatasetTags',
  method: 'GET',
  path: '/datasets/{dataset_id}/tags',
  payload: 'query',
  user: 'none',
  input: listDatasetTagsSchema,
  output: datasetTagsSchema,
  pages: 'whole',
});

export { remove as delete };
