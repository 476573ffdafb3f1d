import * as z from 'zod/mini';

export const inputFileSchema = z.strictObject({
  type: z.enum(['image', 'document', 'audio', 'video', 'custom']),
  transfer_method: z.enum(['local_file', 'remote_url']),
  /** The id that an upload answered, for `local_file`. */
  upload_file_id: z.optional(z.string()),
  /** Where Dify loads the file from, for `remote_url`. */
  url: z.optional(z.string()),
});

/** A file that goes with a message. */
export interface InputFile extends z.infer<typeof inputFileSchema> {}
