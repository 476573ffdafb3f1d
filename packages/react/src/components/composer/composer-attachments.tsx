import { lazyPart } from '../../primitives/lazy-part.tsx';
import { useComposer } from './composer-context.ts';
import type { ComposerFilesProps } from './composer-files.tsx';

/** Height of a file. */
const filePx = 48;

/** The list of files, which is loaded with the first of them. */
export const FileList = lazyPart(async () => (await import('./composer-files.tsx')).ComposerFiles, Room);

/** Props of `Chat.Attachments`: those of a `<ul>`. */
export type ComposerAttachmentsProps = Omit<ComposerFilesProps, 'files'>;

/** The files beside the text, while there are any. Renders a `<ul>`. */
export function ComposerAttachments(props: ComposerAttachmentsProps) {
  const { files } = useComposer();
  return files.attachments.length === 0 ? null : <FileList {...props} files={files} />;
}

/** Keeps the place of the first line of files. */
function Room() {
  return (
    <div data-dify="attachments" aria-hidden="true">
      <span style={{ blockSize: filePx }} />
    </div>
  );
}
