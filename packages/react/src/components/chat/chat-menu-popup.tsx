import { Braces, Download, Keyboard, Pencil, Plus, Trash2, Variable } from 'lucide-react';
import { use } from 'react';
import { useChat } from '../../hooks/chat-context.tsx';
import { useChatSelector } from '../../hooks/use-chat-selector.ts';
import { useConversations } from '../../hooks/use-conversations.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { type MenuItem, type MenuPlace, MenuPopup } from '../menu/menu-popup.tsx';
import { useRemoveConversation } from '../sidebar/use-remove-conversation.ts';
import { useToast } from '../toast/toast-context.ts';
import { VariablesContext } from '../variables/variables-context.ts';
import { AnswerContext } from './answer-context.ts';
import { exportConversation } from './export-conversation.ts';
import { useFeature } from './features.ts';
import { focusComposer } from './focus-composer.ts';
import { HeaderContext } from './header-context.ts';
import { ShellContext } from './shell-context.ts';
import { ShortcutSheetContext } from './shortcut-sheet-context.ts';

/** The menu of the open conversation. */
export function ChatMenuPopup(place: MenuPlace) {
  const labels = useLabels();
  const chat = useChat();
  const toast = useToast();
  const { root, openConversation } = use(ShellContext);
  const { appName } = use(AnswerContext);
  const { setRenaming } = use(HeaderContext);
  const variables = use(VariablesContext);
  const openSheet = use(ShortcutSheetContext);
  const canExport = useFeature('export');
  const hasVariables = useFeature('variables');
  const canRename = useFeature('rename');
  const canDelete = useFeature('delete');
  const id = useChatSelector(({ conversationId }) => conversationId);
  const isEmpty = useChatSelector(({ messageIds, conversationId }) => messageIds.length === 0 && !conversationId);
  const list = useConversations();
  const remove = useRemoveConversation(list);
  const name = list.conversations.find((conversation) => conversation.id === id)?.name || labels.newConversation;

  async function save(format: 'json' | 'markdown'): Promise<void> {
    const words = { you: labels.you, assistant: labels.assistant, sources: labels.sources };
    const isSaved = await exportConversation(chat, { format, title: name, app: appName, words });
    if (!isSaved) toast({ text: labels.conversationNotExported });
  }
  const compose = () => void focusComposer(root.current);

  const begin: MenuItem = {
    icon: Plus,
    label: labels.newConversation,
    takesFocus: true,
    onSelect() {
      openConversation(null);
      compose();
    },
  };
  const own: MenuItem[] =
    id === null || !canRename
      ? []
      : [{ icon: Pencil, label: labels.rename, takesFocus: true, onSelect: () => setRenaming(id) }];
  const files: MenuItem[] = [
    { icon: Download, label: labels.downloadMarkdown, onSelect: () => void save('markdown') },
    { icon: Braces, label: labels.downloadJson, onSelect: () => void save('json') },
  ];
  const more: MenuItem[] = [
    ...(hasVariables
      ? [
          {
            icon: Variable,
            label: labels.variables,
            takesFocus: true,
            onSelect: () => variables.show(place.anchor.current),
          },
        ]
      : []),
    ...(openSheet ? [{ icon: Keyboard, label: labels.shortcuts, onSelect: openSheet }] : []),
  ];
  const end: MenuItem[] =
    id === null || !canDelete
      ? []
      : [
          {
            icon: Trash2,
            label: labels.delete,
            tone: 'danger',
            takesFocus: true,
            onSelect() {
              remove(id, name);
              compose();
            },
          },
        ];
  return (
    <MenuPopup
      {...place}
      label={labels.moreForConversation}
      groups={[isEmpty ? [] : [begin, ...own], canExport && !isEmpty ? files : [], more, end]}
    />
  );
}
