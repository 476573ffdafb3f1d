import { endpoint } from '../../endpoint.ts';
import { nothingSchema } from '../../schemas/nothing.ts';
import { type Result, resultSchema } from '../../schemas/result.ts';
import {
  type BuiltInMetadataFields,
  builtInFieldsSchema,
  type CreateMetadataField,
  createMetadataSchema,
  type DeleteMetadataField,
  deleteMetadataSchema,
  type ListBuiltInMetadataFields,
  type ListMetadataFields,
  listBuiltInMetadataSchema,
  listMetadataSchema,
  type MetadataField,
  type MetadataFields,
  metadataFieldSchema,
  metadataFieldsSchema,
  type ToggleBuiltInMetadata,
  toggleBuiltInMetadataSchema,
  type UpdateDocumentMetadata,
  type UpdateMetadataField,
  updateDocumentMetadataSchema,
  updateMetadataSchema,
} from './schemas.ts';

/**
 * Lists the metadata fields of a knowledge base.
 *
 * @throws NotFoundError when there is no such knowledge base.
 * @throws PermissionDeniedError with code `forbidden` when its API access is off.
 * @see https://docs.dify.ai/en/api-reference/metadata/list-metadata-fields
 */
export const list = endpoint<ListMetadataFields, MetadataFields>({
  operationId: 'listMetadataFields',
  method: 'GET',
  path: '/datasets/{dataset_id}/metadata',
  payload: 'query',
  user: 'none',
  input: listMetadataSchema,
  output: metadataFieldsSchema,
});

/**
 * Creates a metadata field.
 *
 * @throws NotFoundError when there is no such knowledge base.
 * @throws BadRequestError with code `invalid_param`, also for a name that another field has or Dify keeps for itself.
 * @throws PermissionDeniedError with code `forbidden` when its API access is off.
 * @see https://docs.dify.ai/en/api-reference/metadata/create-metadata-field
 */
export const create = endpoint<CreateMetadataField, MetadataField>({
  operationId: 'createMetadataField',
  method: 'POST',
  path: '/datasets/{dataset_id}/metadata',
  payload: 'json',
  user: 'none',
  input: createMetadataSchema,
  output: metadataFieldSchema,
});

/**
 * Renames a metadata field; its type stays.
 *
 * @throws NotFoundError when there is no such knowledge base.
 * @throws BadRequestError with code `invalid_param`, also when there is no such field, and for a name that another field has
 *   or Dify keeps for itself.
 * @throws PermissionDeniedError with code `forbidden` when its API access is off.
 * @see https://docs.dify.ai/en/api-reference/metadata/update-metadata-field
 */
export const update = endpoint<UpdateMetadataField, MetadataField>({
  operationId: 'updateMetadataField',
  method: 'PATCH',
  path: '/datasets/{dataset_id}/metadata/{metadata_id}',
  payload: 'json',
  user: 'none',
  input: updateMetadataSchema,
  output: metadataFieldSchema,
});

/**
 * Deletes a metadata field with its values. Succeeds for a field that does not exist too.
 *
 * @throws NotFoundError when there is no such knowledge base.
 * @throws PermissionDeniedError with code `forbidden` when its API access is off.
 * @see https://docs.dify.ai/en/api-reference/metadata/delete-metadata-field
 */
const remove = endpoint<DeleteMetadataField, undefined>({
  operationId: 'deleteMetadataField',
  method: 'DELETE',
  path: '/datasets/{dataset_id}/metadata/{metadata_id}',
  payload: 'query',
  user: 'none',
  input: deleteMetadataSchema,
  output: nothingSchema,
  idempotent: true,
});

/**
 * Lists the metadata fields that Dify fills itself.
 *
 * @throws NotFoundError when there is no such knowledge base.
 * @throws PermissionDeniedError with code `forbidden` when its API access is off.
 * @see https://docs.dify.ai/en/api-reference/metadata/get-built-in-metadata-fields
 */
export const listBuiltIn = endpoint<ListBuiltInMetadataFields, BuiltInMetadataFields>({
  operationId: 'getBuiltInMetadataFields',
  method: 'GET',
  path: '/datasets/{dataset_id}/metadata/built-in',
  payload: 'query',
  user: 'none',
  input: listBuiltInMetadataSchema,
  output: builtInFieldsSchema,
});

/**
 * Switches the metadata fields on or off that Dify fills itself. Safe to repeat.
 *
 * @throws NotFoundError when there is no such knowledge base.
 * @throws PermissionDeniedError with code `forbidden` when its API access is off.
 * @see https://docs.dify.ai/en/api-reference/metadata/update-built-in-metadata-field
 */
export const toggleBuiltIn = endpoint<ToggleBuiltInMetadata, Result>({
  operationId: 'toggleBuiltInMetadataField',
  method: 'POST',
  path: '/datasets/{dataset_id}/metadata/built-in/{action}',
  payload: 'query',
  user: 'none',
  input: toggleBuiltInMetadataSchema,
  output: resultSchema,
  idempotent: true,
});

/**
 * Gives documents new metadata. **Values that are not listed are erased unless `partial_update` is true.** One call at a
 * time for a document: another one is refused. Dify 1.12 says `success` whatever happens.
 *
 * @throws NotFoundError when there is no such knowledge base.
 * @throws BadRequestError with code `invalid_param`, also when there is no such document.
 * @throws PermissionDeniedError with code `forbidden` when the API access is off.
 * @see https://docs.dify.ai/en/api-reference/metadata/update-document-metadata-in-batch
 */
export const updateDocuments = endpoint<UpdateDocumentMetadata, Result>({
  operationId: 'batchUpdateDocumentMetadata',
  method: 'POST',
  path: '/datasets/{dataset_id}/documents/metadata',
  payload: 'json',
  user: 'none',
  input: updateDocumentMetadataSchema,
  output: resultSchema,
});

export { remove as delete };
