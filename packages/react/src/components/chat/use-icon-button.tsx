import type { LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import { type PartProps, usePart } from '../../primitives/part.ts';
import { Icon } from '../icon/icon.tsx';

/** Props of a part that is a button with a picture: those of a `<button>`. */
export type IconPartProps = PartProps<'button'>;

/** What such a part brings. */
export interface IconPart {
  /** Its name among the parts, for style sheets: `data-part`. */
  readonly name: string;
  /** Read out, and shown on hover. */
  readonly label: string;
  readonly icon: LucideIcon;
  /** Whether the picture is mirrored where text runs from right to left. */
  readonly flip?: boolean;
  readonly onClick: () => void;
}

/** Renders a part that is a button with a picture. */
export function useIconButton(props: IconPartProps, { name, label, icon, flip, onClick }: IconPart): ReactElement {
  return usePart('button', 'button', props, {
    own: {
      type: 'button',
      'data-part': name,
      'data-icon-only': '',
      'data-variant': 'ghost',
      'data-size': 'sm',
      'aria-label': label,
      title: label,
      onClick,
      children: <Icon as={icon} flip={flip} />,
    },
  });
}
