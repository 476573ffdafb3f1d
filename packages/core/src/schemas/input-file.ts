import * as z from 'zod/mini';
import { checked } from './checked.ts';

export const inputFileSchema = checked(
  z.strictObject({
    /** Must fit the file where it is the value of a workflow's single `file` variable. */
    type: z.enum(['image', 'document', 'audio', 'video', 'custom']),
    transfer_method: z.enum(['local_file', 'remote_url']),
    /** The id that an upload by the same user answered, for `local_file`. */
    upload_file_id: z.optional(z.string()),
    /** Where Dify loads the file from, for `remote_url`. */
    url: z.optional(z.string()),
  }),
  z.refine(({ transfer_method, upload_file_id }) => transfer_method !== 'local_file' || Boolean(upload_file_id), {
    error: 'the id of an upload, as transfer_method is "local_file"',
    path: ['upload_file_id'],
  }),
  z.refine(({ transfer_method, url }) => transfer_method !== 'remote_url' || Boolean(url), {
    error: 'an address, as transfer_method is "remote_url"',
    path: ['url'],
  }),
);

/** A file that goes with a message, or is the value of a file variable. */
export interface InputFile extends z.infer<typeof inputFileSchema> {}
