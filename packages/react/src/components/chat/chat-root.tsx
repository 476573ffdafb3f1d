import type { Chat, RetrieverResource, WhenBusy } from '@dify-oapi/core';
import { useQueryClient } from '@tanstack/react-query';
import { type ComponentPropsWithRef, type ReactNode, useRef, useState } from 'react';
import { ChatProvider } from '../../hooks/chat-context.tsx';
import { useAppConfig } from '../../hooks/use-app-config.ts';
import { useOpenChat } from '../../hooks/use-open-chat.ts';
import type { Labels } from '../../labels/labels.ts';
import { assignRef } from '../../primitives/assign-ref.ts';
import { PortalContext } from '../../primitives/portal-context.ts';
import { LabelsProvider } from '../../provider/labels-provider.tsx';
import { useDify } from '../../provider/use-dify.ts';
import { useLocale } from '../../provider/use-locale.ts';
import { conversationsKey } from '../../queries/conversations-query.ts';
import { AnswerContext } from './answer-context.ts';
import { ShellContext } from './shell-context.ts';
import { SidebarContext } from './sidebar-context.ts';

/** Props of `Chat.Root`. What is not listed goes to the root element. */
export interface ChatRootProps extends Omit<ComponentPropsWithRef<'div'>, 'onError'> {
  /** A conversation made with `createChat`; without it, one is opened by its id. */
  chat?: Chat | undefined;
  /** The conversation to be on; `null` is a new one. Comes with `onConversationIdChange`. */
  conversationId?: string | null | undefined;
  /** The conversation to begin on. @default a new one */
  defaultConversationId?: string | null | undefined;
  /** Told when another conversation is opened, and when a new one gets its id. */
  onConversationIdChange?: ((conversationId: string | null) => void) | undefined;
  /** `page` has the list of conversations beside the thread, `inline` only the thread. @default 'page' */
  layout?: 'page' | 'inline' | undefined;
  /** Values of the app's variables for every send. */
  inputs?: Readonly<Record<string, unknown>> | undefined;
  /**
   * What becomes of a message that is sent while an answer runs: it cannot be sent, it waits in a list above the composer, or
   * the answer is stopped for it. @default 'reject'
   */
  whenBusy?: WhenBusy | undefined;
  /** Whether an answer that ran when the page was left goes on by itself. @default true */
  autoResume?: boolean | undefined;
  /** Words to use instead of the provided ones. */
  labels?: Partial<Labels> | undefined;
  /** The address of a passage's document: a web address, or a path of this site. */
  resolveSource?: ((source: RetrieverResource) => string | undefined) | undefined;
  /** A line of one's own below the composer. */
  notice?: ReactNode;
  children: ReactNode;
}

/** Pixels below which the list of conversations is a drawer. The style sheet has the same number. */
const drawerBelowPx = 700;

/** Holds a chat together: the conversation, its surroundings, the place for popups. Renders a `<div>`. */
export function ChatRoot({
  chat: given,
  conversationId,
  defaultConversationId,
  onConversationIdChange,
  layout = 'page',
  inputs,
  whenBusy = 'reject',
  autoResume,
  labels,
  resolveSource,
  notice,
  children,
  ref,
  ...props
}: ChatRootProps) {
  const dify = useDify();
  const client = useQueryClient();
  const locale = useLocale();
  const config = useAppConfig().data;
  const root = useRef<HTMLDivElement>(null);
  const [isHidden, setHidden] = useState(false);
  const [isDrawerOpen, setDrawerOpen] = useState(false);
  const refreshList = () => void client.invalidateQueries({ queryKey: conversationsKey(dify) });
  const { chat, openConversation } = useOpenChat({
    chat: given,
    conversationId,
    defaultConversationId,
    inputs,
    whenBusy,
    autoResume,
    onConversationIdChange(id) {
      onConversationIdChange?.(id);
      if (id !== null) refreshList();
    },
    onFinish: refreshList,
  });
  const sidebar = {
    isHidden,
    isDrawerOpen,
    show() {
      if ((root.current?.clientWidth ?? drawerBelowPx) < drawerBelowPx) setDrawerOpen(true);
      else setHidden(false);
    },
    hide() {
      if (isDrawerOpen) setDrawerOpen(false);
      else setHidden(true);
    },
    setDrawerOpen,
  };
  const shell = { layout, inputs, whenBusy, notice, openConversation };
  const answers = {
    resolveSource,
    appName: config?.site?.title || config?.info.name,
    expectsSources: config?.parameters.retriever_resource?.enabled === true,
    showsSteps: config?.site?.show_workflow_steps !== false,
  };

  return (
    <LabelsProvider labels={labels}>
      <ChatProvider chat={chat}>
        <ShellContext value={shell}>
          <AnswerContext value={answers}>
            <SidebarContext value={sidebar}>
              <PortalContext value={root}>
                <div
                  data-dify-root=""
                  data-dify="chat-root"
                  data-layout={layout}
                  lang={locale}
                  {...props}
                  ref={(element) => {
                    root.current = element;
                    return assignRef(ref, element);
                  }}
                >
                  <div data-dify="chat-layout" data-sidebar={layout === 'page' && !isHidden ? 'shown' : 'hidden'}>
                    {children}
                  </div>
                </div>
              </PortalContext>
            </SidebarContext>
          </AnswerContext>
        </ShellContext>
      </ChatProvider>
    </LabelsProvider>
  );
}
