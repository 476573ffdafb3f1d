import { use } from 'react';
import { useChatSelector } from '../../hooks/use-chat-selector.ts';
import { useConversations } from '../../hooks/use-conversations.ts';
import { lazyPart } from '../../primitives/lazy-part.tsx';
import { type PartProps, usePart } from '../../primitives/part.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { AnswerContext } from './answer-context.ts';
import { HeaderContext } from './header-context.ts';
import { ShellContext } from './shell-context.ts';

const TitleField = lazyPart(async () => (await import('./title-field.tsx')).TitleField);

/** Props of `Chat.Title`: those of a `<h2>`. */
export type ChatTitleProps = PartProps<'h2'>;

/** The name of the conversation on a page, elsewhere that of the app; a field while a name is written. Renders an `<h2>`. */
export function ChatTitle(props: ChatTitleProps) {
  const labels = useLabels();
  const { layout } = use(ShellContext);
  const { appName } = use(AnswerContext);
  const { renaming } = use(HeaderContext);
  const id = useChatSelector(({ conversationId }) => conversationId);
  if (id !== null && id === renaming) return <TitleField id={id} />;
  if (layout === 'page') return <ConversationTitle {...props} />;
  return <Title {...props} name={appName ?? labels.assistant} />;
}

function ConversationTitle(props: ChatTitleProps) {
  const labels = useLabels();
  const id = useChatSelector(({ conversationId }) => conversationId);
  const { conversations } = useConversations();
  const name = conversations.find((conversation) => conversation.id === id)?.name || labels.newConversation;
  return <Title {...props} name={name} />;
}

function Title({ name, ...props }: ChatTitleProps & { name: string }) {
  return usePart('h2', 'truncate', props, { own: { title: name, dir: 'auto', children: name } });
}
