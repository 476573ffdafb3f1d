import { RotateCw, X } from 'lucide-react';
import { extensionOf } from '../../hooks/attachment-limits.ts';
import type { Attachment } from '../../hooks/attachment-store.ts';
import type { Attachments } from '../../hooks/use-attachments.ts';
import type { Labels } from '../../labels/labels.ts';
import { formatBytes } from '../../primitives/format-bytes.ts';
import { type PartProps, usePart } from '../../primitives/part.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { useLocale } from '../../provider/use-locale.ts';
import { AttachmentCard } from '../attachment/attachment-card.tsx';
import { IconButton } from '../button/icon-button.tsx';

/** Props of `ComposerFiles`. */
export interface ComposerFilesProps extends PartProps<'ul'> {
  files: Attachments;
}

/** The files beside a draft. A refused file stays with its reason until it is taken away. Renders a `<ul>`. */
export function ComposerFiles({ files, ...props }: ComposerFilesProps) {
  const labels = useLabels();
  const list = usePart('ul', 'attachments', props, {
    own: {
      'aria-label': labels.attachments,
      children: files.attachments.map((attachment) => (
        <li key={attachment.id}>
          <ComposerFile attachment={attachment} files={files} />
        </li>
      )),
    },
  });
  return files.attachments.length === 0 ? null : list;
}

function ComposerFile({ attachment, files }: { attachment: Attachment; files: Attachments }) {
  const labels = useLabels();
  const locale = useLocale();
  const { id, name, state } = attachment;
  return (
    <AttachmentCard
      name={name}
      kind={attachment.kind}
      previewUrl={attachment.previewUrl}
      state={state === 'refused' ? 'failed' : state}
      progress={attachment.progress}
      note={noteOf(attachment, files, labels, locale)}
    >
      {state === 'failed' && (
        <IconButton label={labels.retryUpload(name)} icon={RotateCw} onClick={() => files.retry(id)} />
      )}
      <IconButton label={labels.removeFile(name)} icon={X} onClick={() => files.remove(id)} />
    </AttachmentCard>
  );
}

function noteOf(file: Attachment, { limits }: Attachments, labels: Labels, locale: string | undefined): string {
  if (file.state === 'uploading') {
    const { progress = 0 } = file;
    const percent = new Intl.NumberFormat(locale, { style: 'percent' }).format(progress);
    return progress > 0 ? labels.fileUploadingPercent(percent) : labels.fileUploading;
  }
  if (file.state === 'ready') return labels.fileReady;
  const { refusal, error } = file;
  switch (refusal?.reason) {
    case 'too-large':
      return labels.fileTooLarge(
        formatBytes(file.size, locale),
        formatBytes(refusal.limitMegabytes * 1024 * 1024, locale),
      );
    case 'empty':
      return labels.fileEmpty;
    case 'too-many':
      return labels.fileTooMany(limits.count);
    case 'type': {
      const words: Readonly<Record<string, string>> = {
        image: labels.image,
        document: labels.document,
        audio: labels.audio,
        video: labels.video,
      };
      const kinds = limits.kinds.flatMap((kind) => words[kind] ?? []);
      const custom = limits.kinds.includes('custom') ? limits.extensions.map((name) => name.toUpperCase()) : [];
      return labels.fileTypeRefused(
        extensionOf(file.name).toUpperCase() || labels.file,
        [...kinds, ...custom].join(', '),
      );
    }
  }
  if (error?.status === 413) return labels.errorTooLarge;
  if (error?.status === 415) return labels.errorType;
  return labels.fileFailed;
}
