import { type AssistantMessage, exportThread, textOf } from '@dify-oapi/core';
import { Braces, Copy, Download, Link } from 'lucide-react';
import { use } from 'react';
import { useChat } from '../../hooks/chat-context.tsx';
import { useLabels } from '../../provider/use-labels.ts';
import { ShellContext } from '../chat/shell-context.ts';
import { type MenuItem, type MenuPlace, MenuPopup } from '../menu/menu-popup.tsx';
import { linkOf } from '../viewport/message-link.ts';
import { download } from './download.ts';

/** Props of `AnswerMenu`. */
export interface AnswerMenuProps extends MenuPlace {
  message: AssistantMessage;
}

/** Copies and downloads of an answer. */
export function AnswerMenu({ message, ...place }: AnswerMenuProps) {
  const labels = useLabels();
  const chat = useChat();
  const { permalinks } = use(ShellContext);
  const link = permalinks ? linkOf(chat, message.id) : undefined;
  const write = (text: string) => void navigator.clipboard?.writeText(text).catch(() => undefined);
  const save = (format: 'json' | 'markdown') => {
    const question = chat.getMessage(message.replyTo);
    const messages = question === undefined ? [message] : [question, message];
    const { conversationId } = chat.getSnapshot();
    const text = exportThread({ conversationId, messages }, format, {
      words: { you: labels.you, assistant: labels.assistant, sources: labels.sources },
    });
    const type = format === 'json' ? 'application/json' : 'text/markdown';
    download(text, `${labels.answerFileName}.${format === 'json' ? 'json' : 'md'}`, type);
  };
  const items: MenuItem[] = [
    { icon: Copy, label: labels.copyMarkdown, needsPress: true, onSelect: () => write(textOf(message).trim()) },
    ...(link === undefined
      ? []
      : [{ icon: Link, label: labels.copyLink, needsPress: true, onSelect: () => write(link) }]),
    { icon: Download, label: labels.downloadMarkdown, onSelect: () => save('markdown') },
    { icon: Braces, label: labels.downloadJson, onSelect: () => save('json') },
  ];
  return <MenuPopup {...place} label={labels.moreForAnswer} groups={[items]} align="start" />;
}
