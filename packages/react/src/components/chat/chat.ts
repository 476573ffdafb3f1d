import { Composer } from '../composer/composer.tsx';
import { MessageRow } from '../message/message-row.tsx';
import { QueueList } from '../queue/queue-list.tsx';
import { Sidebar } from '../sidebar/sidebar.tsx';
import { ChatViewport } from '../viewport/chat-viewport.tsx';
import { JumpButton } from '../viewport/jump-button.tsx';
import { MessageList } from '../viewport/message-list.tsx';
import { Welcome } from '../welcome/welcome.tsx';
import { ChatFoot, Disclaimer } from './chat-foot.tsx';
import { ChatHeader } from './chat-header.tsx';
import { ChatMain } from './chat-main.tsx';
import { ChatRoot } from './chat-root.tsx';

/** The parts of `DifyChat`, to be put together in another way. */
export const Chat = {
  Root: ChatRoot,
  Sidebar,
  Main: ChatMain,
  Header: ChatHeader,
  Viewport: ChatViewport,
  Welcome,
  Messages: MessageList,
  Message: MessageRow,
  Foot: ChatFoot,
  Jump: JumpButton,
  Queue: QueueList,
  Composer,
  Disclaimer,
} as const;
