import type { FilePart } from '@dify-oapi/core';
import { lazyPart } from '../../primitives/lazy-part.tsx';

const MediaFile = lazyPart(
  async () => (await import('./media-file.tsx')).MediaFile,
  () => <div data-dify="attachment" aria-hidden="true" />,
);

/** Files that the app made. Nothing is loaded from another site before the reader asks for it. */
export function AnswerFiles({ files }: { files: readonly FilePart[] }) {
  return (
    <div data-dify="attachments" data-by="app">
      {files.map((file) => (
        <MediaFile key={file.id} file={file} />
      ))}
    </div>
  );
}
