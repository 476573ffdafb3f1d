import { isBusy, type SendResult } from '@dify-oapi/core';
import { ArrowUp, Paperclip, Square, Upload } from 'lucide-react';
import { type ChangeEvent, type ClipboardEvent, type KeyboardEvent, type ReactNode, use, useRef } from 'react';
import { useAppConfig } from '../../hooks/use-app-config.ts';
import { useAttachments } from '../../hooks/use-attachments.ts';
import { useChatActions } from '../../hooks/use-chat-actions.ts';
import { useChatSelector } from '../../hooks/use-chat-selector.ts';
import { useDraft } from '../../hooks/use-draft.ts';
import { formatBytes } from '../../primitives/format-bytes.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { useLocale } from '../../provider/use-locale.ts';
import { IconButton } from '../button/icon-button.tsx';
import { DropContext } from '../chat/drop-context.ts';
import { ShellContext } from '../chat/shell-context.ts';
import { Icon } from '../icon/icon.tsx';
import { ComposerFiles } from './composer-files.tsx';
import { GrowingTextarea } from './growing-textarea.tsx';
import { isSendKey } from './is-send-key.ts';

/** Props of `Chat.Composer`. */
export interface ComposerProps {
  /** Controls of one's own, after the attach button. */
  children?: ReactNode;
}

/** Where one writes: text, files, send and stop. What was not sent is kept for each conversation. Renders a `<form>`. */
export function Composer({ children }: ComposerProps) {
  const labels = useLabels();
  const locale = useLocale();
  const actions = useChatActions();
  const { text, setText } = useDraft();
  const files = useAttachments();
  const busy = useChatSelector(isBusy);
  const hasMessages = useChatSelector(({ messageIds }) => messageIds.length > 0);
  const placeholder = useAppConfig().data?.site?.input_placeholder;
  const isDragging = use(DropContext);
  const { whenBusy } = use(ShellContext);
  const field = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const { limits, uploadingCount } = files;
  const isEmpty = text.trim() === '';
  const canSend = (!busy || whenBusy !== 'reject') && !isEmpty && uploadingCount === 0;

  async function send() {
    if (!canSend) return;
    const taken = files.take();
    setText('');
    field.current?.focus();
    const result = await actions.sendMessage({ text, files: taken }, { whenBusy });
    if (result.ok || isSpent(result.reason)) return;
    setText(text);
    files.putBack(taken);
  }

  function stop() {
    void actions.stop();
    field.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (!isSendKey(event.nativeEvent)) return;
    event.preventDefault();
    void send();
  }

  function onPaste(event: ClipboardEvent) {
    if (!limits.enabled || event.clipboardData.files.length === 0) return;
    event.preventDefault();
    files.add(event.clipboardData.files);
  }

  function onPick(event: ChangeEvent<HTMLInputElement>) {
    files.add([...(event.target.files ?? [])]);
    event.target.value = '';
    field.current?.focus();
  }

  return (
    <form
      data-dify="composer"
      data-dragging={isDragging ? '' : undefined}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <ComposerFiles files={files} />
      <GrowingTextarea
        ref={field}
        value={text}
        aria-label={labels.message}
        placeholder={hasMessages ? labels.writeNext : placeholder || labels.writeMessage}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
      />
      <div data-dify="composer-tools">
        {limits.enabled && (
          <>
            <IconButton label={labels.attachFiles} icon={Paperclip} size="md" onClick={() => picker.current?.click()} />
            <input ref={picker} type="file" hidden multiple={limits.count > 1} onChange={onPick} tabIndex={-1} />
          </>
        )}
        {children}
        <span data-dify="spacer" />
        {busy && (
          <button type="button" data-dify="stop" aria-keyshortcuts="Escape" onClick={stop}>
            <Icon as={Square} filled />
            {labels.stop}
            <span data-dify="kbd" data-wide-only="" aria-hidden="true">
              Esc
            </span>
          </button>
        )}
        {(!busy || canSend) && (
          <IconButton
            type="submit"
            label={uploadingCount > 0 ? labels.waitForUploads(uploadingCount) : labels.send}
            icon={ArrowUp}
            variant="primary"
            size="md"
            disabled={!canSend}
          />
        )}
      </div>
      {isDragging && (
        <div data-dify="drop-target">
          <Icon as={Upload} size="lg" />
          {labels.dropToAttach}
          <small>
            {labels.dropLimits(
              limits.count,
              formatBytes(Math.max(...Object.values(limits.megabytes)) * 1024 * 1024, locale),
            )}
          </small>
        </div>
      )}
    </form>
  );
}

/** Whether a message has had its place in the thread or in the queue: then it does not come back into the field. */
function isSpent(reason: Extract<SendResult, { ok: false }>['reason']): boolean {
  return reason === 'failed' || reason === 'interrupted' || reason === 'removed';
}
