import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, type Ref, use, useEffect, useRef, useState } from 'react';
import { ChatProvider } from '../../hooks/chat-context.tsx';
import { useAppConfig } from '../../hooks/use-app-config.ts';
import { useOpenChat } from '../../hooks/use-open-chat.ts';
import { useFollowSpeech, useSpokenAnswers } from '../../hooks/use-spoken-answers.ts';
import { type PartProps, usePart } from '../../primitives/part.ts';
import { PortalContext } from '../../primitives/portal-context.ts';
import { LabelsProvider } from '../../provider/labels-provider.tsx';
import { useDify } from '../../provider/use-dify.ts';
import { useLocale } from '../../provider/use-locale.ts';
import { conversationsKey } from '../../queries/conversations-query.ts';
import { BubbleContext } from '../launcher/bubble-context.ts';
import { ShortcutSheetPlace } from '../shortcuts/shortcut-sheet-place.tsx';
import { ToastContext } from '../toast/toast-context.ts';
import { ToastPlace } from '../toast/toast-place.tsx';
import { useToasts } from '../toast/use-toasts.ts';
import { useVariablesState } from '../variables/use-variables-state.ts';
import { VariablesContext } from '../variables/variables-context.ts';
import { createThread } from '../viewport/thread.ts';
import { ThreadContext } from '../viewport/thread-context.ts';
import { AnswerContext } from './answer-context.ts';
import type { DifyChatHandle } from './chat-handle.ts';
import type { ChatSettings } from './chat-settings.ts';
import { FeaturesContext } from './features.ts';
import { focusComposer } from './focus-composer.ts';
import { HeaderContext } from './header-context.ts';
import { ShellContext } from './shell-context.ts';
import { SidebarContext } from './sidebar-context.ts';
import { siteTheme } from './site-theme.ts';
import { SlotsContext } from './slots.ts';
import { useChatHandle } from './use-chat-handle.ts';
import { useHumanInputEvent } from './use-human-input-event.ts';
import { useSidebar } from './use-sidebar.ts';

/** What a chat shows of itself to style sheets. */
export type ChatRootState = { layout: string };

/** Props of `Chat.Root`. What is not listed goes to the root element. */
export interface ChatRootProps extends ChatSettings, Omit<PartProps<'div', ChatRootState>, keyof ChatSettings> {
  /** The host's hold on the chat. */
  handle?: Ref<DifyChatHandle> | undefined;
  children?: ReactNode;
}

const noFeatures = {};
const noSlots = {};

/** Holds a chat together: the conversation, its surroundings, the place for popups. Renders a `<div>`. */
export function ChatRoot({
  chat: given,
  conversationId,
  defaultConversationId,
  onConversationIdChange,
  onFinish,
  onError,
  onEvent,
  onHumanInput,
  onWarning,
  layout = 'page',
  inputs,
  whenBusy = 'reject',
  autoResume,
  labels,
  triggers,
  slots = noSlots,
  features = noFeatures,
  siteTheme: hasSiteTheme = false,
  anchor = 'third',
  permalinks = false,
  resolveSource,
  showsUsage,
  imagePrefixes,
  markdown,
  smooth,
  notice,
  handle,
  children,
  ...props
}: ChatRootProps) {
  const dify = useDify();
  const client = useQueryClient();
  const locale = useLocale();
  const config = useAppConfig().data;
  const bubble = use(BubbleContext);
  const root = useRef<HTMLDivElement>(null);
  const [thread] = useState(createThread);
  const toasts = useToasts();
  const sidebar = useSidebar(layout, root);
  const variables = useVariablesState(root);
  const [renaming, setRenaming] = useState<string | null>(null);
  const spoken = useSpokenAnswers();
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
    onFinish(message) {
      refreshList();
      bubble?.noteAnswer();
      spoken.end(message);
      onFinish?.(message);
    },
    ...(onError && { onError }),
    onEvent(event) {
      if (features.readAloud !== false) spoken.hear(event);
      onEvent?.(event);
    },
    ...(onWarning && { onWarning }),
  });
  useFollowSpeech(spoken, chat);
  useHumanInputEvent(chat, onHumanInput);
  useChatHandle(handle, { chat, thread, root, openConversation });
  // A panel that was opened before its chat had been loaded gives it the focus now.
  const panel = bubble?.panel;
  useEffect(() => {
    if (
      panel?.current != null &&
      panel.current === document.activeElement &&
      !matchMedia('(pointer: coarse)').matches
    ) {
      focusComposer(root.current);
    }
  }, [panel]);

  const [filePrefix] = useState(() => fileLinkPrefix(dify.baseURL));
  const [prefixes, setPrefixes] = useState(() => withFiles(imagePrefixes, filePrefix));
  if (prefixes.given !== imagePrefixes) setPrefixes(withFiles(imagePrefixes, filePrefix));
  const theme = hasSiteTheme ? siteTheme(config?.site) : undefined;
  const shell = {
    layout,
    inputs,
    whenBusy,
    triggers,
    notice,
    anchor,
    permalinks,
    siteTheme: hasSiteTheme,
    root,
    openConversation,
  };
  const answers = {
    resolveSource,
    showsUsage,
    imagePrefixes: prefixes.all,
    markdown,
    smooth,
    appName: config?.site?.title || config?.info.name,
    expectsSources: config?.parameters.retriever_resource?.enabled === true && features.sources !== false,
    showsSteps: config?.site?.show_workflow_steps !== false && features.steps !== false,
  };
  const element = usePart('div', 'chat-root', props, {
    state: { layout },
    ref: root,
    own: {
      'data-dify-root': '',
      'data-dify-scope': theme && '',
      style: theme,
      lang: locale,
      children: (
        <div data-dify="chat-layout" data-sidebar={layout === 'page' && !sidebar.isHidden ? 'shown' : 'hidden'}>
          {children}
          {/* An open drawer lets nothing outside of it be used: it has a place of its own. */}
          {!sidebar.isDrawerOpen && <ToastPlace />}
        </div>
      ),
    },
  });

  return (
    <LabelsProvider labels={labels}>
      <ChatProvider chat={chat}>
        <SlotsContext value={slots}>
          <FeaturesContext value={features}>
            <ShellContext value={shell}>
              <AnswerContext value={answers}>
                <SidebarContext value={sidebar}>
                  <ThreadContext value={thread}>
                    <PortalContext value={root}>
                      <ToastContext value={toasts}>
                        <VariablesContext value={variables}>
                          <HeaderContext value={{ renaming, setRenaming }}>
                            <ShortcutSheetPlace>{element}</ShortcutSheetPlace>
                          </HeaderContext>
                        </VariablesContext>
                      </ToastContext>
                    </PortalContext>
                  </ThreadContext>
                </SidebarContext>
              </AnswerContext>
            </ShellContext>
          </FeaturesContext>
        </SlotsContext>
      </ChatProvider>
    </LabelsProvider>
  );
}

/** Where the handler serves the files of answers. */
function fileLinkPrefix(baseURL: string): string | undefined {
  const page = typeof location === 'undefined' ? undefined : location.href;
  return URL.canParse(baseURL, page) ? new URL(`${baseURL.replace(/\/$/, '')}/file-links/`, page).href : undefined;
}

function withFiles(given: readonly string[] | undefined, files: string | undefined) {
  return { given, all: [...(given ?? []), ...(files === undefined ? [] : [files])] };
}
