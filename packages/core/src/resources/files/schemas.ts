import * as z from 'zod/mini';
import { userSchema } from '../../schemas/identifier.ts';

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
  name: z.string(),
  /** Bytes. */
  size: z.number(),
  /** Without a dot. */
  extension: z.optional(z.nullable(z.string())),
  mime_type: z.optional(z.nullable(z.string())),
  /** Unix time in seconds. */
  created_at: z.optional(z.nullable(z.number())),
});

/** A file that Dify has taken. */
export interface UploadedFile extends z.infer<typeof uploadedFileSchema> {}
