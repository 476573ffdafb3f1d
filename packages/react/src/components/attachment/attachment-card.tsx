import { File, FileText, Film, Image, type LucideIcon, Volume2 } from 'lucide-react';
import type { CSSProperties, ReactNode } from 'react';
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
  /** From 0 to 1, how much of it is on its way. @default not known */
  progress?: number | undefined;
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
export function AttachmentCard({
  name,
  kind,
  previewUrl,
  note,
  state,
  progress,
  children,
  ...props
}: AttachmentCardProps) {
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
          {state === 'uploading' &&
            (progress ? (
              <span data-dify="progress" style={valueStyle(progress)} aria-hidden="true" />
            ) : (
              <span data-dify="progress" data-indeterminate="" aria-hidden="true" />
            ))}
        </>
      ),
    },
  });
}

/** How far a bar is, as its style sheet asks for it. */
function valueStyle(progress: number): CSSProperties & { '--value': string } {
  return { '--value': `${progress * 100}%` };
}
