import { type DifyClient, DifyError, type SendFile } from '@dify-oapi/core';
import { uploadChatFile } from '@dify-oapi/core/endpoints';
import { type AttachmentLimits, checkAddress, checkAttachment, type Refusal } from './attachment-limits.ts';
import { refusedOperations } from './refused-operations.ts';

/** A file beside the text that is being written. */
export interface Attachment {
  /** Ours, for life. */
  readonly id: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly kind: string;
  readonly state: 'uploading' | 'ready' | 'failed' | 'refused';
  /** From 0 to 1, how much of it is on its way; absent where that is not known. */
  readonly progress?: number;
  /** A picture of it, for images. Lives until the file is removed. */
  readonly previewUrl?: string;
  /** Why it was refused before it went anywhere. */
  readonly refusal?: Refusal;
  /** Why the upload failed. */
  readonly error?: DifyError;
  /** What a message takes, once it is ready. */
  readonly sendFile?: SendFile;
}

/** The files beside one draft. */
export interface AttachmentStore {
  getSnapshot(): readonly Attachment[];
  subscribe(listener: () => void): () => void;
  /** Checks files and uploads those that may be added. */
  add(files: Iterable<File>, limits: AttachmentLimits): void;
  /** Adds a file that the app fetches itself. @returns whether it is the address of a file */
  addAddress(address: string, limits: AttachmentLimits): boolean;
  retry(id: string): void;
  remove(id: string): void;
  /** Hands over what is ready. Failed uploads stay, refused files go. */
  take(): readonly SendFile[];
  /** Puts back what a send could not use. */
  putBack(files: readonly SendFile[]): void;
}

let lastId = 0;

/** Files that are uploaded while the text is still being written. Lives outside of views. */
export function createAttachmentStore(dify: DifyClient): AttachmentStore {
  let attachments: readonly Attachment[] = [];
  const files = new Map<string, File>();
  const uploads = new Map<string, AbortController>();
  const listeners = new Set<() => void>();

  function set(next: readonly Attachment[]): void {
    attachments = next;
    for (const listener of [...listeners]) listener();
  }
  function change(id: string, fields: Partial<Attachment>): void {
    set(attachments.map((attachment) => (attachment.id === id ? { ...attachment, ...fields } : attachment)));
  }

  async function upload(id: string, file: File): Promise<void> {
    const controller = new AbortController();
    uploads.set(id, controller);
    try {
      const stored = await dify.request(
        uploadChatFile,
        { file },
        {
          signal: controller.signal,
          timeout: 10 * 60_000,
          onProgress: ({ loaded, total }) => change(id, { progress: total > 0 ? loaded / total : 0 }),
        },
      );
      const attachment = attachments.find((held) => held.id === id);
      if (attachment === undefined) return;
      const { name, size, kind, previewUrl } = attachment;
      const url = previewUrl === undefined ? {} : { url: previewUrl };
      change(id, { state: 'ready', sendFile: { id: stored.id, uploadId: stored.id, name, size, kind, ...url } });
    } catch (error) {
      refusedOperations(dify).note(error);
      if (!controller.signal.aborted) change(id, { state: 'failed', ...(error instanceof DifyError ? { error } : {}) });
    } finally {
      uploads.delete(id);
    }
  }

  return {
    getSnapshot: () => attachments,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    add(added, limits) {
      for (const file of added) {
        const id = `attachment-${++lastId}`;
        const held = attachments.filter(({ state }) => state !== 'refused').length;
        const { kind, refusal } = checkAttachment(file, limits, held);
        const base = { id, name: file.name, size: file.size, kind };
        if (refusal !== undefined) {
          set([...attachments, { ...base, state: 'refused', refusal }]);
          continue;
        }
        const preview = kind === 'image' && file.type !== 'image/svg+xml' ? previewOf(file) : {};
        files.set(id, file);
        set([...attachments, { ...base, ...preview, state: 'uploading' }]);
        void upload(id, file);
      }
    },
    addAddress(address, limits) {
      const held = attachments.filter(({ state }) => state !== 'refused').length;
      const checked = checkAddress(address, limits, held);
      if (checked === undefined) return false;
      const { url, name, kind, refusal } = checked;
      const base = { id: `attachment-${++lastId}`, name, size: 0, kind };
      const sendFile = { id: base.id, uploadId: '', remoteUrl: url, name, kind };
      set([...attachments, refusal ? { ...base, state: 'refused', refusal } : { ...base, state: 'ready', sendFile }]);
      return true;
    },
    retry(id) {
      const file = files.get(id);
      if (file === undefined || uploads.has(id)) return;
      change(id, { state: 'uploading', progress: 0 });
      void upload(id, file);
    },
    remove(id) {
      uploads.get(id)?.abort();
      files.delete(id);
      const url = attachments.find((held) => held.id === id)?.previewUrl;
      if (url !== undefined) URL.revokeObjectURL(url);
      set(attachments.filter((held) => held.id !== id));
    },
    take() {
      const ready = attachments.flatMap(({ sendFile }) => (sendFile === undefined ? [] : [sendFile]));
      const left = attachments.filter(({ state }) => state === 'failed');
      for (const id of [...files.keys()]) if (!left.some((held) => held.id === id)) files.delete(id);
      set(left);
      return ready;
    },
    putBack(ready) {
      const back = ready.map(
        (sendFile): Attachment => ({
          id: `attachment-${++lastId}`,
          name: sendFile.name,
          size: sendFile.size ?? 0,
          kind: sendFile.kind,
          state: 'ready',
          sendFile,
          ...(sendFile.url === undefined ? {} : { previewUrl: sendFile.url }),
        }),
      );
      set([...back, ...attachments]);
    },
  };
}

function previewOf(file: File): { previewUrl?: string } {
  return typeof URL.createObjectURL === 'function' ? { previewUrl: URL.createObjectURL(file) } : {};
}
