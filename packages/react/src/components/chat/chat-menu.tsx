import { Ellipsis } from 'lucide-react';
import { lazyPart } from '../../primitives/lazy-part.tsx';
import { usePart } from '../../primitives/part.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { Icon } from '../icon/icon.tsx';
import { useMenuButton } from '../menu/use-menu-button.ts';
import type { IconPartProps } from './use-icon-button.tsx';

const Popup = lazyPart(async () => (await import('./chat-menu-popup.tsx')).ChatMenuPopup);

/** What can be done with the open conversation, behind one button. The menu comes with the first press, if not before. Renders a `<button>`. */
export function ChatMenu(props: IconPartProps) {
  const labels = useLabels();
  const { isWanted, place, props: own } = useMenuButton(Popup.preload);
  const button = usePart('button', 'button', props, {
    ref: place.anchor,
    own: {
      type: 'button',
      'data-part': 'chat-menu',
      'data-icon-only': '',
      'data-variant': 'ghost',
      'data-size': 'sm',
      'aria-label': labels.moreForConversation,
      title: labels.moreForConversation,
      children: <Icon as={Ellipsis} />,
      ...own,
    },
  });
  return (
    <>
      {button}
      {isWanted && <Popup {...place} />}
    </>
  );
}
