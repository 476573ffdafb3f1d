import { ChevronDown, MessageCircle } from 'lucide-react';
import { type PartProps, usePart } from '../../primitives/part.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { Icon } from '../icon/icon.tsx';
import { useBubble } from './bubble-context.ts';

/** What a launcher shows of its chat. */
export type LauncherState = { open: boolean; unread: number | undefined };

/** Props of `Chat.Launcher`: those of a `<button>`. */
export type LauncherProps = PartProps<'button', LauncherState>;

/** Opens and closes the chat, and counts the answers that came while it was closed. Renders a `<button>`. */
export function Launcher(props: LauncherProps) {
  const labels = useLabels();
  const { isOpen, unread, panelId, setOpen, launcher } = useBubble();
  return usePart('button', 'launcher', props, {
    state: { open: isOpen, unread: unread > 0 ? unread : undefined },
    ref: launcher,
    own: {
      type: 'button',
      'aria-label': isOpen ? labels.closeChat : unread > 0 ? labels.openChatUnread(unread) : labels.openChat,
      'aria-expanded': isOpen,
      'aria-controls': panelId,
      onClick: () => setOpen(!isOpen),
      children: (
        <>
          <Icon as={isOpen ? ChevronDown : MessageCircle} />
          {unread > 0 && !isOpen && <span data-dify="launcher-count">{unread > 99 ? '99+' : unread}</span>}
        </>
      ),
    },
  });
}
