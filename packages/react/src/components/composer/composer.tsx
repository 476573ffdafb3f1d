import { isBusy, type SendResult } from '@dify-oapi/core';
import { type ReactNode, use, useRef, useState } from 'react';
import { useAttachments } from '../../hooks/use-attachments.ts';
import { useChatActions } from '../../hooks/use-chat-actions.ts';
import { useChatSelector } from '../../hooks/use-chat-selector.ts';
import { useDraft } from '../../hooks/use-draft.ts';
import { useInputsForm } from '../../hooks/use-inputs-form.ts';
import { type PartProps, usePart } from '../../primitives/part.ts';
import { DropContext } from '../chat/drop-context.ts';
import { ShellContext } from '../chat/shell-context.ts';
import { Inputs } from '../inputs-form/inputs-panel-place.tsx';
import type { ComposerTrigger } from '../triggers/composer-trigger.ts';
import { TriggerPlace } from '../triggers/trigger-place.tsx';
import { DictateButton } from '../voice/dictate-button.tsx';
import { DictationPlace } from '../voice/dictation-place.tsx';
import { AttachButton } from './attach-button.tsx';
import { CameraButton } from './camera-button.tsx';
import { ComposerAttachments } from './composer-attachments.tsx';
import { ComposerContext } from './composer-context.ts';
import { ComposerInput } from './composer-input.tsx';
import { ComposerTools } from './composer-tools.tsx';
import { DropTarget } from './drop-target.tsx';
import { AddLink } from './link-place.tsx';
import { SendButton } from './send-button.tsx';
import { StopButton } from './stop-button.tsx';

/** What a composer shows to style sheets. */
export type ComposerFormState = { dragging: boolean; busy: boolean; dictating: boolean };

/** Props of `Chat.Composer`: those of a `<form>`. */
export interface ComposerProps extends PartProps<'form', ComposerFormState> {
  /** Controls of one's own, after the attach button. */
  tools?: ReactNode;
  /** Lists that open while one writes. @default those of the chat */
  triggers?: readonly ComposerTrigger[] | undefined;
  /** Parts in an order of one's own. @default files, field, tools with send and stop, and the target for dropped files */
  children?: ReactNode;
}

/** Where one writes: text, files, send and stop. What was not sent is kept for each conversation. Renders a `<form>`. */
export function Composer({ children, tools, triggers, ...props }: ComposerProps) {
  const actions = useChatActions();
  const appForm = useInputsForm();
  const { text, setText } = useDraft();
  const files = useAttachments();
  const busy = useChatSelector(isBusy);
  const isDragging = use(DropContext);
  const { whenBusy } = use(ShellContext);
  const [isDictating, setDictating] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const isReady = (!busy || whenBusy !== 'reject') && text.trim() !== '' && files.uploadingCount === 0;

  async function send() {
    if (!isReady) return;
    // What is wrong in the app's form is shown there; the text stays.
    const inputs = appForm.read();
    if (inputs === null) return;
    const taken = files.take();
    setText('');
    field.current?.focus();
    const result = await actions.sendMessage({ text, files: taken, inputs }, { whenBusy });
    if (result.ok || isSpent(result.reason)) return;
    setText(text);
    files.putBack(taken);
  }

  const composer = {
    text,
    setText,
    files,
    uploadingCount: files.uploadingCount + appForm.uploadingCount,
    isBusy: busy,
    canSend: isReady && appForm.uploadingCount === 0,
    isDragging,
    isDictating,
    setDictating,
    field,
    send: () => void send(),
    stop() {
      void actions.stop();
      field.current?.focus();
    },
  };

  const form = usePart('form', 'composer', props, {
    state: { dragging: isDragging, busy, dictating: isDictating },
    own: {
      onSubmit(event) {
        event.preventDefault();
        void send();
      },
      children: (
        <>
          {children ?? (
            <>
              <ComposerAttachments />
              <ComposerInput />
              <ComposerTools>
                <AttachButton />
                <CameraButton />
                <AddLink />
                <DictateButton />
                <Inputs />
                {tools}
                <span data-dify="spacer" />
                <StopButton />
                <SendButton />
              </ComposerTools>
              <DictationPlace />
              <DropTarget />
            </>
          )}
          <TriggerPlace triggers={triggers} />
        </>
      ),
    },
  });
  return <ComposerContext value={composer}>{form}</ComposerContext>;
}

/** Whether a message has had its place in the thread or in the queue: then it does not come back into the field. */
function isSpent(reason: Extract<SendResult, { ok: false }>['reason']): boolean {
  return reason === 'failed' || reason === 'interrupted' || reason === 'removed';
}
