import { endpoint } from '../../endpoint.ts';
import { type UploadedFile, type UploadFile, uploadedFileSchema, uploadFileSchema } from './schemas.ts';

/**
 * Uploads a file, to be sent with a message by the same user.
 *
 * @throws APIError with code `file_too_large` or `unsupported_file_type`.
 * @see https://docs.dify.ai/api-reference/files/upload-file
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
