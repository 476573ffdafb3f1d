import type { FormField, InputFile } from '@dify-oapi/core';
import { type AttachmentLimits, attachmentLimits } from '../../hooks/attachment-limits.ts';
import type { Attachment } from '../../hooks/attachment-store.ts';

/** What a field for files takes, in the words of uploads. Sizes are Dify's own. */
export function fileLimits({ kind, limit, fileTypes, fileExtensions }: FormField): AttachmentLimits {
  return {
    enabled: true,
    takesAddresses: false,
    count: kind === 'file' ? 1 : (limit ?? Number.POSITIVE_INFINITY),
    kinds: fileTypes,
    extensions: fileExtensions.map((extension) => extension.replace(/^\./, '')),
    megabytes: attachmentLimits(undefined).megabytes,
  };
}

/** What the file picker of a browser is told to show. */
export function acceptOf({ fileTypes, fileExtensions }: FormField): string | undefined {
  const media = fileTypes.filter((type) => ['image', 'audio', 'video'].includes(type));
  const isNarrow = fileTypes.length > 0 && fileTypes.every((type) => type === 'custom' || media.includes(type));
  return isNarrow ? [...media.map((type) => `${type}/*`), ...fileExtensions].join(',') : undefined;
}

/** Uploaded files as the values of a form. */
export function inputFiles(attachments: readonly Attachment[]): readonly InputFile[] {
  return attachments.flatMap(({ sendFile }): readonly InputFile[] => {
    if (sendFile === undefined) return [];
    const { kind, uploadId } = sendFile;
    return [{ type: isKind(kind) ? kind : 'custom', transfer_method: 'local_file', upload_file_id: uploadId }];
  });
}

/** A file at an address, as the value of a form; `undefined` for what is no address. */
export function remoteFile(url: string, { fileTypes }: FormField): InputFile | undefined {
  const first = fileTypes[0] ?? 'document';
  return /^https?:\/\/\S+$/.test(url)
    ? { type: isKind(first) ? first : 'custom', transfer_method: 'remote_url', url }
    : undefined;
}

const kinds: ReadonlySet<string> = new Set<InputFile['type']>(['image', 'document', 'audio', 'video', 'custom']);

function isKind(kind: string): kind is InputFile['type'] {
  return kinds.has(kind);
}
