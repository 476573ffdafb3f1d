import { File, FileText, Film, Image, type LucideIcon, Volume2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon } from '../icon/icon.tsx';

/** Props of `AttachmentCard`. */
export interface AttachmentCardProps {
  name: string;
  /** `image`, `document`, `audio`, `video` or `custom`. */
  kind: string;
  /** A picture of the file that is on this device. */
  previewUrl?: string | undefined;
  /** Second line: type and size, or what is wrong. */
  note: string;
  state?: 'uploading' | 'ready' | 'failed' | undefined;
  /** What can be done with it. */
  children?: ReactNode;
}

const icons: Readonly<Record<string, LucideIcon>> = { image: Image, document: FileText, audio: Volume2, video: Film };

/** A file: picture or icon, name, a line about it. */
export function AttachmentCard({ name, kind, previewUrl, note, state, children }: AttachmentCardProps) {
  const isLocal = previewUrl?.startsWith('blob:') === true;
  return (
    <div data-dify="attachment" data-state={state}>
      <span data-dify="thumb">{isLocal ? <img src={previewUrl} alt="" /> : <Icon as={icons[kind] ?? File} />}</span>
      <span data-dify="attachment-text">
        <strong title={name} dir="auto">
          {name}
        </strong>
        <small title={state === 'failed' ? note : undefined}>{note}</small>
      </span>
      {children}
      {state === 'uploading' && <span data-dify="progress" data-indeterminate="" aria-hidden="true" />}
    </div>
  );
}
