import { Composer } from '../composer/composer.tsx';
import { QueuePlace } from '../queue/queue-place.tsx';
import { SidebarPlace } from '../sidebar/sidebar-place.tsx';
import { Variables } from '../variables/variables-place.tsx';
import { ChatViewport } from '../viewport/chat-viewport.tsx';
import { MessagePlace } from '../viewport/message-place.tsx';
import { Welcome } from '../welcome/welcome.tsx';
import { ChatFoot } from './chat-foot.tsx';
import { ChatHeader } from './chat-header.tsx';
import { ChatMain } from './chat-main.tsx';
import { ChatRoot, type ChatRootProps } from './chat-root.tsx';
import { useSlot } from './slots.ts';

/** Props of the chat within its place. */
export interface ChatLayoutProps extends Omit<ChatRootProps, 'children'> {}

/** The parts of a whole chat in their order. */
export function ChatLayout(props: ChatLayoutProps) {
  return (
    <ChatRoot {...props}>
      {props.features?.history !== false && <SidebarPlace />}
      <ChatMain>
        <Inside />
      </ChatMain>
      <Variables />
    </ChatRoot>
  );
}

/** Below the root, where the host's slots are known. */
function Inside() {
  const Header = useSlot('Header', ChatHeader);
  const Start = useSlot('Welcome', Welcome);
  const Write = useSlot('Composer', Composer);
  return (
    <>
      <Header />
      <ChatViewport>
        <Start />
        <MessagePlace />
      </ChatViewport>
      <ChatFoot>
        <QueuePlace />
        <Write />
      </ChatFoot>
    </>
  );
}
