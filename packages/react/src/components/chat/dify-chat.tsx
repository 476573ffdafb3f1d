import { Composer } from '../composer/composer.tsx';
import { QueueList } from '../queue/queue-list.tsx';
import { Sidebar } from '../sidebar/sidebar.tsx';
import { ChatViewport } from '../viewport/chat-viewport.tsx';
import { MessageList } from '../viewport/message-list.tsx';
import { Welcome } from '../welcome/welcome.tsx';
import { ChatFoot } from './chat-foot.tsx';
import { ChatHeader } from './chat-header.tsx';
import { ChatMain } from './chat-main.tsx';
import { ChatRoot, type ChatRootProps } from './chat-root.tsx';

/** Props of `DifyChat`. What is not listed goes to the root element. */
export interface DifyChatProps extends Omit<ChatRootProps, 'children'> {}

/** A whole chat: conversations, thread, composer. Fills its box; give the box a height. Renders a `<div>`. */
export function DifyChat({ layout = 'page', ...props }: DifyChatProps) {
  return (
    <ChatRoot layout={layout} {...props}>
      {layout === 'page' && <Sidebar />}
      <ChatMain>
        <ChatHeader />
        <ChatViewport>
          <Welcome />
          <MessageList />
        </ChatViewport>
        <ChatFoot>
          <QueueList />
          <Composer />
        </ChatFoot>
      </ChatMain>
    </ChatRoot>
  );
}
