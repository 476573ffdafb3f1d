import type { ClipboardEvent, KeyboardEvent } from 'react';
import { useAppConfig } from '../../hooks/use-app-config.ts';
import { useChatSelector } from '../../hooks/use-chat-selector.ts';
import { mergeRefs } from '../../primitives/merge-refs.ts';
import type { PartProps } from '../../primitives/part.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { useComposer } from './composer-context.ts';
import { GrowingTextarea } from './growing-textarea.tsx';
import { isSendKey } from './is-send-key.ts';
import { useRecall } from './use-recall.ts';

/** Props of `Chat.Input`: those of a `<textarea>`. */
export type ComposerInputProps = Omit<PartProps<'textarea'>, 'value' | 'defaultValue'>;

/**
 * The field for the text. Enter sends, Shift+Enter makes a line; on touch screens Enter makes a line. Arrow up in the empty
 * field brings back what was asked before. Pasted files become attachments. Renders a `<textarea>`.
 */
export function ComposerInput({ onChange, onKeyDown, onPaste, ref, ...props }: ComposerInputProps) {
  const labels = useLabels();
  const { text, setText, files, field, send } = useComposer();
  const placeholder = useAppConfig().data?.site?.input_placeholder;
  const hasMessages = useChatSelector(({ messageIds }) => messageIds.length > 0);
  const recall = useRecall(text, setText);

  function press(event: KeyboardEvent<HTMLTextAreaElement>) {
    onKeyDown?.(event);
    if (event.defaultPrevented) return;
    if (isSendKey(event.nativeEvent)) {
      event.preventDefault();
      send();
    } else if (recall(event)) {
      event.preventDefault();
    }
  }

  function paste(event: ClipboardEvent<HTMLTextAreaElement>) {
    onPaste?.(event);
    if (event.defaultPrevented || !files.limits.enabled || event.clipboardData.files.length === 0) return;
    event.preventDefault();
    files.add(event.clipboardData.files);
  }

  return (
    <GrowingTextarea
      data-dify="composer-input"
      aria-label={labels.message}
      placeholder={hasMessages ? labels.writeNext : placeholder || labels.writeMessage}
      {...props}
      ref={mergeRefs(field, ref)}
      value={text}
      onChange={(event) => {
        setText(event.target.value);
        onChange?.(event);
      }}
      onKeyDown={press}
      onPaste={paste}
    />
  );
}
