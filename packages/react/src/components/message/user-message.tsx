import type { UserMessage } from '@dify-oapi/core';
import { useLabels } from '../../provider/use-labels.ts';
import { useLocale } from '../../provider/use-locale.ts';
import { AttachmentCard } from '../attachment/attachment-card.tsx';
import { kindLine } from '../attachment/kind-name.ts';

/** What the person said, with the files above it. Renders an `<article>`. */
export function UserMessageView({ message }: { message: UserMessage }) {
  const labels = useLabels();
  const locale = useLocale();
  return (
    <article data-dify="message" data-role="user" data-message={message.id} aria-label={labels.you}>
      {message.files.length > 0 && (
        <div data-dify="attachments">
          {message.files.map((file) => (
            <AttachmentCard
              key={file.id}
              name={file.name || labels.file}
              kind={file.kind}
              previewUrl={file.url}
              note={kindLine(file, labels, locale)}
            />
          ))}
        </div>
      )}
      <div data-dify="bubble" dir="auto">
        {message.text}
      </div>
    </article>
  );
}
