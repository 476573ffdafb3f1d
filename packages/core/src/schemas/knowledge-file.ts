import * as v from 'valibot';

/** A file to upload. Its name's extension decides how it is read; Dify refuses one without a MIME type. */
export const knowledgeFileSchema = v.custom<Blob>((value) => value instanceof Blob, 'a File or Blob');
