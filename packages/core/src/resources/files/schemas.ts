import * as v from 'valibot';
import { closedObject } from '../../schemas/closed-object.ts';
import { finiteNumber } from '../../schemas/finite-number.ts';
import { userSchema, uuidOrHandleSchema } from '../../schemas/identifier.ts';
import type { OutputOf } from '../../schemas/object-schema.ts';
import { openObject } from '../../schemas/open-object.ts';

const text = v.optional(v.nullable(v.string()));

export const uploadFileSchema = closedObject({
  /** With a name; its type decides the MIME type that Dify stores. */
  file: v.custom<Blob>((value) => value instanceof Blob, 'a File or Blob'),
  user: v.optional(userSchema),
});

/** What `files.upload` takes. */
export interface UploadFile extends OutputOf<typeof uploadFileSchema> {}

export const uploadedFileSchema = openObject({
  /** Goes into a message as `upload_file_id`. */
  id: v.string(),
  reference: text,
  /** Names of more than 200 characters are cut, the extension kept. */
  name: v.string(),
  /** Bytes. */
  size: finiteNumber(),
  /** Without a dot; empty when the name has none. */
  extension: text,
  mime_type: text,
  /** The end user's row, a UUID: not the `user` that was sent. */
  created_by: text,
  /** Unix time in seconds. */
  created_at: v.optional(v.nullable(finiteNumber())),
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
export interface UploadedFile extends OutputOf<typeof uploadedFileSchema> {}

export const previewFileSchema = closedObject({
  /** The id that the upload answered: a UUID, or the handle of one. */
  file_id: uuidOrHandleSchema,
  /** Whether a browser should save it rather than show it. @default false */
  as_attachment: v.optional(v.boolean()),
  /** Has no effect: the file only has to belong to a message of this app. */
  user: v.optional(userSchema),
});

/** What `files.preview` takes. */
export interface PreviewFile extends OutputOf<typeof previewFileSchema> {}
