import type { FilePart } from '@dify-oapi/core';
import { lazy, Suspense } from 'react';

const MediaFile = lazy(() => import('./media-file.tsx').then((made) => ({ default: made.MediaFile })));

/** Files that the app made. Nothing is loaded from another site before the reader asks for it. */
export function AnswerFiles({ files }: { files: readonly FilePart[] }) {
  return (
    <div data-dify="attachments" data-by="app">
      {files.map((file) => (
        <Suspense key={file.id} fallback={<div data-dify="attachment" aria-hidden="true" />}>
          <MediaFile file={file} />
        </Suspense>
      ))}
    </div>
  );
}
