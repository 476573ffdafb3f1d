import { useComposer } from './composer-context.ts';
import { ComposerFiles, type ComposerFilesProps } from './composer-files.tsx';

/** Props of `Chat.Attachments`: those of a `<ul>`. */
export type ComposerAttachmentsProps = Omit<ComposerFilesProps, 'files'>;

/** The files beside the text, while there are any. Renders a `<ul>`. */
export function ComposerAttachments(props: ComposerAttachmentsProps) {
  const { files } = useComposer();
  return <ComposerFiles {...props} files={files} />;
}
