import type { DifyClient, FormField, FormValue } from '@dify-oapi/core';
import { type AttachmentStore, createAttachmentStore } from '../../hooks/attachment-store.ts';
import { inputFiles } from './file-limits.ts';

/** What holds the values of a form, and with them the uploads of its fields: they go on when nobody looks at the form. */
export interface FilesHolder {
  /** By field. */
  readonly files: Map<string, AttachmentStore>;
  /** A field has another value. */
  set(name: string, value: FormValue | undefined): void;
  /** How many files of a field are on their way. */
  setUploading(name: string, count: number): void;
}

/** The uploads of a field, whose files become its value as they arrive. */
export function filesOf(holder: FilesHolder, { kind, name }: FormField, dify: DifyClient): AttachmentStore {
  const held = holder.files.get(name);
  if (held !== undefined) return held;
  const store = createAttachmentStore(dify);
  holder.files.set(name, store);
  let told = '';
  store.subscribe(() => {
    const attachments = store.getSnapshot();
    const uploading = attachments.filter(({ state }) => state === 'uploading').length;
    const files = inputFiles(attachments);
    // Progress alone changes no value.
    const now = JSON.stringify([attachments.length, uploading, files]);
    if (now === told || holder.files.get(name) !== store) return;
    told = now;
    holder.setUploading(name, uploading);
    holder.set(name, kind === 'file' ? files[0] : files);
  });
  return store;
}
