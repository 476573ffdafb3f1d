import * as v from 'valibot';

import { endpoint } from '../../endpoint.ts';
import {
  type PreviewFile,
  previewFileSchema,
  type UploadedFile,
  type UploadFile,
  uploadedFileSchema,
  uploadFileSchema,
} from './schemas.ts';

/**
 * Uploads a file, to be sent with a message by the same user. Whether the app takes its type is only checked when it is
 * sent. Each call makes a new file.
 *
 * @throws PayloadTooLargeError with code `file_too_large`; the server's own message is empty.
 * @throws UnsupportedMediaTypeError with code `unsupported_file_type` for a file without a type.
 * @throws BadRequestError with code `invalid_param` for a name with `/` or `\`, `file_extension_blocked`.
 * @see https://docs.dify.ai/en/api-reference/files/upload-file
 */
export const upload = endpoint<UploadFile, UploadedFile>({
  operationId: 'uploadChatFile',
  method: 'POST',
  path: '/files/upload',
  payload: 'form',
  user: 'optional',
  input: uploadFileSchema,
  output: uploadedFileSchema,
});

/**
 * Loads an uploaded file that was sent with a message of this app. Answers the response itself, its body unread; a
 * range is not honoured.
 *
 * @throws NotFoundError with code `file_not_found`, also for files that no message holds yet, and of workflow runs.
 * @throws PermissionDeniedError with code `file_access_denied` for a file of another app.
 * @see https://docs.dify.ai/en/api-reference/files/download-file
 */
export const preview = endpoint<PreviewFile, Response>({
  operationId: 'previewChatFile',
  method: 'GET',
  path: '/files/{file_id}/preview',
  payload: 'query',
  user: 'optional',
  input: previewFileSchema,
  output: v.custom<Response>(() => true),
  binary: true,
});
