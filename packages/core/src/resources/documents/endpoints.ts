import * as v from 'valibot';

import { endpoint } from '../../endpoint.ts';
import { nothingSchema } from '../../schemas/nothing.ts';
import { type NumberPage, numberPageSchema } from '../../schemas/number-page.ts';
import { type Result, resultSchema } from '../../schemas/result.ts';
import {
  type CreateDocumentByFile,
  type CreateDocumentByText,
  createDocumentByFileSchema,
  createDocumentByTextSchema,
  type DeleteDocument,
  type DownloadDocument,
  type DownloadDocuments,
  deleteDocumentSchema,
  downloadDocumentSchema,
  downloadDocumentsSchema,
  type GetDocument,
  type GetIndexingStatus,
  getDocumentSchema,
  getIndexingStatusSchema,
  type ListDocuments,
  listDocumentsSchema,
  type SetDocumentStatus,
  setDocumentStatusSchema,
  type UpdateDocument,
  type UpdateDocumentByText,
  updateDocumentByTextSchema,
  updateDocumentSchema,
} from './input-schemas.ts';
import {
  type BatchIndexing,
  type DatasetDocument,
  type DocumentDetail,
  type DownloadLink,
  documentDetailSchema,
  documentSchema,
  downloadLinkSchema,
  indexingStatusSchema,
  type WrittenDocument,
  writtenDocumentSchema,
} from './schemas.ts';

/**
 * Lists a knowledge base's documents, newest first. `has_more` says true of a full last page too: `total` decides.
 *
 * @throws NotFoundError when there is no such knowledge base.
 * @throws PermissionDeniedError with code `forbidden` when its API access is off.
 * @see https://docs.dify.ai/en/api-reference/documents/list-documents
 */
export const list = endpoint<ListDocuments, NumberPage<DatasetDocument>>({
  operationId: 'listDocuments',
  method: 'GET',
  path: '/datasets/{dataset_id}/documents',
  payload: 'query',
  user: 'none',
  input: listDocumentsSchema,
  output: numberPageSchema(documentSchema),
  pages: 'page',
});

/**
 * Tells a document's state, rules, counts and metadata.
 *
 * @throws NotFoundError when there is no such knowledge base or document.
 * @throws BadRequestError with code `invalid_metadata`.
 * @throws PermissionDeniedError with code `forbidden` when its API access is off.
 * @see https://docs.dify.ai/en/api-reference/documents/get-document
 */
export const get = endpoint<GetDocument, DocumentDetail>({
  operationId: 'getDocumentDetail',
  method: 'GET',
  path: '/datasets/{dataset_id}/documents/{document_id}',
  payload: 'query',
  user: 'none',
  input: getDocumentSchema,
  output: documentDetailSchema,
});

/**
 * Creates a document from a text, and indexes it in the background: `documents.waitUntilIndexed` tells when it is done.
 *
 * @throws NotFoundError when there is no such knowledge base, or no `original_document_id`.
 * @throws BadRequestError with code `invalid_param`; `provider_not_initialize` when no embedding model is set up.
 * @throws PermissionDeniedError with code `forbidden`: the API access is off, or a limit of the plan is reached.
 * @see https://docs.dify.ai/en/api-reference/documents/create-document-by-text
 */
export const createByText = endpoint<CreateDocumentByText, WrittenDocument>({
  operationId: 'createDocumentFromText',
  method: 'POST',
  path: '/datasets/{dataset_id}/document/create-by-text',
  payload: 'json',
  user: 'none',
  input: createDocumentByTextSchema,
  output: writtenDocumentSchema,
});

/**
 * Creates a document from a file, and indexes it in the background: `documents.waitUntilIndexed` tells when it is done.
 *
 * @throws NotFoundError when there is no such knowledge base.
 * @throws BadRequestError with code `invalid_param`, with an empty message when the file is too large or its extension is
 *   not known; `no_file_uploaded`, `too_many_files`, `filename_not_exists_error`, `provider_not_initialize`.
 * @throws PermissionDeniedError with code `forbidden`: the API access is off, or a limit of the plan is reached.
 * @see https://docs.dify.ai/en/api-reference/documents/create-document-by-file
 */
export const createByFile = endpoint<CreateDocumentByFile, WrittenDocument>({
  operationId: 'createDocumentFromFile',
  method: 'POST',
  path: '/datasets/{dataset_id}/document/create-by-file',
  payload: 'form',
  user: 'none',
  input: createDocumentByFileSchema,
  output: writtenDocumentSchema,
});

/**
 * Replaces a document's file or rules, and indexes it anew; chunks that were written by hand are lost. A document cannot
 * be renamed alone. Since Dify 1.14.
 *
 * @throws NotFoundError when there is no such knowledge base or document.
 * @throws PayloadTooLargeError with code `file_too_large`; the server's own message is empty.
 * @throws UnsupportedMediaTypeError with code `unsupported_file_type`.
 * @throws BadRequestError with code `invalid_param`, also for a document that is not `available`; `too_many_files`,
 *   `filename_not_exists_error`, `provider_not_initialize`.
 * @throws PermissionDeniedError with code `forbidden`: the API access is off, or a limit of the plan is reached.
 * @see https://docs.dify.ai/en/api-reference/documents/update-document
 */
export const update = endpoint<UpdateDocument, WrittenDocument>({
  operationId: 'updateDocument',
  method: 'PATCH',
  path: '/datasets/{dataset_id}/documents/{document_id}',
  payload: 'form',
  user: 'none',
  input: updateDocumentSchema,
  output: writtenDocumentSchema,
});

/**
 * Replaces a document's text, and indexes it anew; chunks that were written by hand are lost. Only documents that are
 * `available` can be updated.
 *
 * @deprecated Dify prefers `documents.update` with a file.
 * @throws NotFoundError when there is no such knowledge base or document.
 * @throws BadRequestError with code `invalid_param`, also for a document that is not `available`;
 *   `provider_not_initialize`.
 * @throws PermissionDeniedError with code `forbidden`: the API access is off, or a limit of the plan is reached.
 * @see https://docs.dify.ai/en/api-reference/documents/update-document-by-text
 */
export const updateByText = endpoint<UpdateDocumentByText, WrittenDocument>({
  operationId: 'updateDocumentByText',
  method: 'POST',
  path: '/datasets/{dataset_id}/documents/{document_id}/update-by-text',
  payload: 'json',
  user: 'none',
  input: updateDocumentByTextSchema,
  output: writtenDocumentSchema,
});

/**
 * Replaces a document's file, as `documents.update` does. For servers before Dify 1.14.
 *
 * @deprecated Use `documents.update`.
 * @throws NotFoundError when there is no such knowledge base or document.
 * @throws PayloadTooLargeError with code `file_too_large`; the server's own message is empty.
 * @throws UnsupportedMediaTypeError with code `unsupported_file_type`.
 * @throws BadRequestError with code `invalid_param`, also for a document that is not `available`; `too_many_files`,
 *   `filename_not_exists_error`, `provider_not_initialize`.
 * @throws PermissionDeniedError with code `forbidden`: the API access is off, or a limit of the plan is reached.
 * @see https://docs.dify.ai/en/api-reference/documents/update-document-by-file
 */
export const updateByFile = endpoint<UpdateDocument, WrittenDocument>({
  operationId: 'updateDocumentByFile',
  method: 'POST',
  path: '/datasets/{dataset_id}/documents/{document_id}/update-by-file',
  payload: 'form',
  user: 'none',
  input: updateDocumentSchema,
  output: writtenDocumentSchema,
});

/**
 * Deletes a document with its chunks. A repeat throws NotFoundError, and changes nothing.
 *
 * @throws NotFoundError when there is no such knowledge base or document.
 * @throws PermissionDeniedError with code `archived_document_immutable`; `forbidden` when the API access is off.
 * @throws BadRequestError with code `document_indexing`, by Dify's documents.
 * @see https://docs.dify.ai/en/api-reference/documents/delete-document
 */
const remove = endpoint<DeleteDocument, undefined>({
  operationId: 'deleteDocument',
  method: 'DELETE',
  path: '/datasets/{dataset_id}/documents/{document_id}',
  payload: 'query',
  user: 'none',
  input: deleteDocumentSchema,
  output: nothingSchema,
});

/**
 * Tells where a document's file can be loaded from. Since Dify 1.14.
 *
 * @throws NotFoundError when there is no such document, or it was not uploaded as a file.
 * @throws PermissionDeniedError with code `forbidden` when the API access is off.
 * @see https://docs.dify.ai/en/api-reference/documents/download-document
 */
export const download = endpoint<DownloadDocument, DownloadLink>({
  operationId: 'downloadDocument',
  method: 'GET',
  path: '/datasets/{dataset_id}/documents/{document_id}/download',
  payload: 'query',
  user: 'none',
  input: downloadDocumentSchema,
  output: downloadLinkSchema,
});

/**
 * Loads the files of documents as one ZIP. Answers the response itself, its body unread. Since Dify 1.14.
 *
 * @throws NotFoundError when one of the documents does not exist, or was not uploaded as a file.
 * @throws BadRequestError with code `invalid_param`.
 * @throws PermissionDeniedError with code `forbidden` when the API access is off.
 * @see https://docs.dify.ai/en/api-reference/documents/download-documents-as-zip
 */
export const downloadZip = endpoint<DownloadDocuments, Response>({
  operationId: 'downloadDocumentsZip',
  method: 'POST',
  path: '/datasets/{dataset_id}/documents/download-zip',
  payload: 'json',
  user: 'none',
  input: downloadDocumentsSchema,
  output: v.custom<Response>(() => true),
  binary: true,
  idempotent: true,
});

/**
 * Tells how far the indexing of a batch has come. Look again every second or slower, until each document is `completed` or
 * `error`.
 *
 * @throws NotFoundError when there is no such batch.
 * @throws PermissionDeniedError with code `forbidden` when the API access is off.
 * @see https://docs.dify.ai/en/api-reference/documents/get-document-indexing-status
 */
export const indexingStatus = endpoint<GetIndexingStatus, BatchIndexing>({
  operationId: 'getDocumentIndexingStatus',
  method: 'GET',
  path: '/datasets/{dataset_id}/documents/{batch}/indexing-status',
  payload: 'query',
  user: 'none',
  input: getIndexingStatusSchema,
  output: indexingStatusSchema,
  pages: 'whole',
});

/**
 * Enables, disables, archives or restores documents, all or none. Unknown ids pass in silence: look at the documents
 * again. Each action locks its documents for some seconds.
 *
 * @throws BadRequestError with code `invalid_action`: one of them is being indexed or still locked, so that the same call
 *   can be sent again later; or its state does not allow it.
 * @throws NotFoundError when there is no such knowledge base.
 * @throws PermissionDeniedError with code `forbidden`: the API access is off, or the plan's rate is reached.
 * @see https://docs.dify.ai/en/api-reference/documents/update-document-status-in-batch
 */
export const setStatus = endpoint<SetDocumentStatus, Result>({
  operationId: 'batchUpdateDocumentStatus',
  method: 'PATCH',
  path: '/datasets/{dataset_id}/documents/status/{action}',
  payload: 'json',
  user: 'none',
  input: setDocumentStatusSchema,
  output: resultSchema,
});

export { remove as delete };
