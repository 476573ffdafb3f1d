import { File, FileText, Film, Image, type LucideIcon, Volume2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { type PartProps, usePart } from '../../primitives/part.ts';
import { Icon } from '../icon/icon.tsx';
import { ownUrl } from '../media/own-url.ts';

/** What a file shows of itself to style sheets. */
export type AttachmentState = { state: 'uploading' | 'ready' | 'failed' | undefined; kind: string };

/** Props of `AttachmentCard`. What is not listed goes to the root element. */
export interface AttachmentCardProps extends Omit<PartProps<'div', AttachmentState>, 'children'> {
  name: string;
  /** `image`, `document`, `audio`, `video` or `custom`. */
  kind: string;
  /** A picture of the file. It is shown when it is on this device or comes from this site. */
  previewUrl?: string | undefined;
  /** Second line: type and size, or what is wrong. */
  note: string;
  state?: 'uploading' | 'ready' | 'failed' | undefined;
  /** What can be done with it. */
  children?: ReactNode;
}

const icons: ReadonlyMap<string, LucideIcon> = new Map([
  ['image', Image],
  ['document', FileText],
  ['audio', Volume2],
  ['video', Film],
]);

/** A file: picture or icon, name, a line about it. Renders a `<div>`. */
export function AttachmentCard({ name, kind, previewUrl, note, state, children, ...props }: AttachmentCardProps) {
  const preview = previewUrl === undefined || kind !== 'image' ? undefined : ownUrl(previewUrl);
  return usePart('div', 'attachment', props, {
    state: { state, kind },
    own: {
      children: (
        <>
          <span data-dify="thumb">
            {preview ? <img src={preview} alt="" loading="lazy" /> : <Icon as={icons.get(kind) ?? File} />}
          </span>
          <span data-dify="attachment-text">
            <strong title={name} dir="auto">
              {name}
            </strong>
            <small title={state === 'failed' ? note : undefined}>{note}</small>
          </span>
          {children}
          {state === 'uploading' && <span data-dify="progress" data-indeterminate="" aria-hidden="true" />}
        </>
      ),
    },
  });
}
