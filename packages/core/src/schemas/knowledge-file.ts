import * as z from 'zod/mini';

/** A file to upload. Its name's extension decides how it is read; Dify refuses one without a MIME type. */
export const knowledgeFileSchema = z.custom<Blob>((value) => value instanceof Blob, 'a File or Blob');
