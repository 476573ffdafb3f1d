import type { FilePart } from '@dify-oapi/core';
import { Download } from 'lucide-react';
import { safeUrl } from '../../markdown/safe-url.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { useLocale } from '../../provider/use-locale.ts';
import { AttachmentCard } from '../attachment/attachment-card.tsx';
import { kindLine } from '../attachment/kind-name.ts';
import { Icon } from '../icon/icon.tsx';

/** Files that the app made. Nothing is loaded before the reader asks for it. */
export function AnswerFiles({ files }: { files: readonly FilePart[] }) {
  const labels = useLabels();
  const locale = useLocale();
  return (
    <div data-dify="attachments">
      {files.map((file) => {
        const name = file.name ?? labels.fileByApp;
        const href = safeUrl(file.url, 'link');
        return (
          <AttachmentCard key={file.id} name={name} kind={file.kind} note={kindLine({ ...file, name }, labels, locale)}>
            {href && (
              <a
                data-dify="button"
                data-size="sm"
                data-icon-only=""
                data-variant="ghost"
                href={href}
                download={name}
                target="_blank"
                rel="noopener noreferrer"
                aria-label={labels.download(name)}
                title={labels.download(name)}
              >
                <Icon as={Download} />
              </a>
            )}
          </AttachmentCard>
        );
      })}
    </div>
  );
}
