import { Menu } from '@base-ui/react/menu';
import { type AssistantMessage, exportThread, textOf } from '@dify-oapi/core';
import { Braces, Copy, Download, Link, type LucideIcon } from 'lucide-react';
import { type RefObject, use } from 'react';
import { useChat } from '../../hooks/chat-context.tsx';
import { PortalContext } from '../../primitives/portal-context.ts';
import { takeFocus } from '../../primitives/take-focus.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { ShellContext } from '../chat/shell-context.ts';
import { Icon } from '../icon/icon.tsx';
import { linkOf } from '../viewport/message-link.ts';
import { download } from './download.ts';

/** Props of `AnswerMenu`. */
export interface AnswerMenuProps {
  message: AssistantMessage;
  anchor: RefObject<HTMLButtonElement | null>;
  isOpen: boolean;
  /** Whether it was opened by a key: its first item has the focus then. */
  isByKey: boolean;
  onOpenChange(isOpen: boolean): void;
}

/** Copies and downloads of an answer. */
export function AnswerMenu({ message, anchor, isByKey, isOpen, onOpenChange }: AnswerMenuProps) {
  const labels = useLabels();
  const chat = useChat();
  const container = use(PortalContext);
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
  return (
    <Menu.Root modal={false} open={isOpen} onOpenChange={onOpenChange}>
      <Menu.Portal container={container}>
        <Menu.Positioner data-dify="positioner" anchor={anchor} align="start" sideOffset={4} collisionPadding={8}>
          <Menu.Popup data-dify="menu" finalFocus={anchor} aria-label={labels.moreForAnswer}>
            <Item
              icon={Copy}
              label={labels.copyMarkdown}
              hasFocus={isByKey}
              onClick={() => write(textOf(message).trim())}
            />
            {link !== undefined && <Item icon={Link} label={labels.copyLink} onClick={() => write(link)} />}
            <Item icon={Download} label={labels.downloadMarkdown} onClick={() => save('markdown')} />
            <Item icon={Braces} label={labels.downloadJson} onClick={() => save('json')} />
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

interface ItemProps {
  icon: LucideIcon;
  label: string;
  hasFocus?: boolean;
  onClick: () => void;
}

function Item({ icon, label, hasFocus = false, onClick }: ItemProps) {
  return (
    <Menu.Item ref={hasFocus ? takeFocus : undefined} data-dify="menu-item" onClick={onClick}>
      <Icon as={icon} />
      {label}
    </Menu.Item>
  );
}
