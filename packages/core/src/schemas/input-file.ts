import * as v from 'valibot';
import { checkField } from './check-field.ts';
import { closedObject } from './closed-object.ts';
import type { OutputOf } from './object-schema.ts';

export const inputFileSchema = v.pipe(
  closedObject({
    /** Must fit the file where it is the value of a workflow's single `file` variable. */
    type: v.picklist(['image', 'document', 'audio', 'video', 'custom']),
    transfer_method: v.picklist(['local_file', 'remote_url']),
    /** The id that an upload by the same user answered, for `local_file`. */
    upload_file_id: v.optional(v.string()),
    /** Where Dify loads the file from, for `remote_url`. */
    url: v.optional(v.string()),
  }),
  checkField(
    ({ transfer_method, upload_file_id }) => transfer_method !== 'local_file' || Boolean(upload_file_id),
    'the id of an upload, as transfer_method is "local_file"',
    ['upload_file_id'],
  ),
  checkField(
    ({ transfer_method, url }) => transfer_method !== 'remote_url' || Boolean(url),
    'an address, as transfer_method is "remote_url"',
    ['url'],
  ),
);

/** A file that goes with a message, or is the value of a file variable. */
export interface InputFile extends OutputOf<typeof inputFileSchema> {}
