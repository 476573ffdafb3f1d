import * as z from 'zod/mini';
import { userSchema, uuidOrHandleSchema } from '../../schemas/identifier.ts';

const text = z.optional(z.nullable(z.string()));

export const uploadFileSchema = z.strictObject({
  /** With a name; its type decides the MIME type that Dify stores. */
  file: z.custom<Blob>((value) => value instanceof Blob, 'a File or Blob'),
  user: z.optional(userSchema),
});

/** What `files.upload` takes. */
export interface UploadFile extends z.infer<typeof uploadFileSchema> {}

export const uploadedFileSchema = z.looseObject({
  /** Goes into a message as `upload_file_id`. */
  id: z.string(),
  reference: text,
  /** Names of more than 200 characters are cut, the extension kept. */
  name: z.string(),
  /** Bytes. */
  size: z.number(),
  /** Without a dot; empty when the name has none. */
  extension: text,
  mime_type: text,
  /** The end user's row, a UUID: not the `user` that was sent. */
  created_by: text,
  /** Unix time in seconds. */
  created_at: z.optional(z.nullable(z.number())),
  preview_url: text,
  /** Signed; expires after minutes. */
  source_url: text,
  original_url: text,
  user_id: text,
  /** The workspace, a UUID. */
  tenant_id: text,
  conversation_id: text,
  file_key: text,
});

/** A file that Dify has taken. */
export interface UploadedFile extends z.infer<typeof uploadedFileSchema> {}

export const previewFileSchema = z.strictObject({
  /** The id that the upload answered: a UUID, or the handle of one. */
  file_id: uuidOrHandleSchema,
  /** Whether a browser should save it rather than show it. @default false */
  as_attachment: z.optional(z.boolean()),
  /** Has no effect: the file only has to belong to a message of this app. */
  user: z.optional(userSchema),
});

/** What `files.preview` takes. */
export interface PreviewFile extends z.infer<typeof previewFileSchema> {}
