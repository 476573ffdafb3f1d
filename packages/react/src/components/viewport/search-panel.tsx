import { ChevronDown, ChevronUp, Search, X } from 'lucide-react';
import { type KeyboardEvent, use, useEffect, useRef, useState } from 'react';
import { useChat } from '../../hooks/chat-context.tsx';
import { useChatSelector } from '../../hooks/use-chat-selector.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { Button } from '../button/button.tsx';
import { IconButton } from '../button/icon-button.tsx';
import { focusComposer } from '../chat/focus-composer.ts';
import { ShellContext } from '../chat/shell-context.ts';
import { Icon } from '../icon/icon.tsx';
import { createHighlights } from './highlights.ts';
import { messagesWith } from './search-text.ts';
import { textRanges } from './text-ranges.ts';
import { ThreadContext } from './thread-context.ts';

/** Finds messages of the conversation by their words, goes from one to the next and marks the words. */
export function SearchPanel() {
  const labels = useLabels();
  const chat = useChat();
  const thread = use(ThreadContext);
  const { root } = use(ShellContext);
  const messages = useChatSelector((snapshot) => snapshot.messages);
  const { hasMore, status } = useChatSelector((snapshot) => snapshot.history);
  const [query, setQuery] = useState('');
  const [currentId, setCurrentId] = useState<string>();
  const [highlights] = useState(createHighlights);
  const field = useRef<HTMLInputElement>(null);
  const found = messagesWith(messages, query);
  const at = currentId === undefined ? -1 : found.indexOf(currentId);

  useEffect(() => {
    field.current?.focus();
    return highlights.clear;
  }, [highlights]);

  useEffect(() => {
    const content = root.current?.querySelector('[data-dify="chat-content"]');
    if (!content) return;
    let frame = 0;
    const mark = () => {
      const rows = [...content.querySelectorAll('[data-message]')];
      const isCurrent = (row: Element) => row.getAttribute('data-message') === currentId;
      const rangesIn = (part: readonly Element[]) => part.flatMap((row) => textRanges(row, query));
      highlights.show(rangesIn(rows), rangesIn(rows.filter(isCurrent)));
    };
    // Rows come and go while one scrolls through a long thread, and text while an answer is written.
    const observer = new MutationObserver(() => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(mark);
    });
    mark();
    observer.observe(content, { childList: true, subtree: true, characterData: true });
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame);
    };
  }, [query, currentId, highlights, root]);

  function goTo(id: string | undefined) {
    setCurrentId(id);
    if (id !== undefined) void thread.reveal(id, false);
  }
  /** From the newest backwards, as one remembers. */
  function search(next: string) {
    setQuery(next);
    goTo(messagesWith(messages, next).at(-1));
  }
  function step(by: number) {
    if (found.length > 0) goTo(found.at((at + by + found.length) % found.length));
  }
  function close() {
    thread.setSearching(false);
    focusComposer(root.current);
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') close();
    else if (event.key === 'Enter') step(event.shiftKey ? 1 : -1);
    else return;
    event.preventDefault();
  }
  /** What was found first among earlier ones is gone to; who looks at a message already stays with it. */
  async function searchEarlier() {
    await chat.actions.loadOlder();
    if (at === -1) goTo(messagesWith(chat.getSnapshot().messages, query).at(-1));
  }

  function said() {
    if (found.length > 0) return labels.searchMatches(at + 1, found.length, hasMore);
    return hasMore ? labels.searchNothingSoFar : labels.searchNothing;
  }

  return (
    <search data-dify="thread-search" onKeyDown={onKeyDown}>
      <div data-dify="search">
        <Icon as={Search} />
        <input
          ref={field}
          data-dify="input"
          type="text"
          enterKeyHint="search"
          aria-label={labels.searchMessages}
          placeholder={labels.searchMessages}
          value={query}
          onChange={(event) => search(event.target.value)}
        />
      </div>
      <span data-dify="meta" role="status">
        {query.trim() !== '' && said()}
      </span>
      <IconButton
        label={labels.previousMatch}
        icon={ChevronUp}
        aria-disabled={found.length === 0 || undefined}
        onClick={() => step(-1)}
      />
      <IconButton
        label={labels.nextMatch}
        icon={ChevronDown}
        aria-disabled={found.length === 0 || undefined}
        onClick={() => step(1)}
      />
      <IconButton label={labels.closeSearch} icon={X} onClick={close} />
      {hasMore && query.trim() !== '' && (
        <Button
          variant="ghost"
          size="sm"
          aria-busy={status === 'loading' || undefined}
          onClick={() => void searchEarlier()}
        >
          {labels.searchEarlier}
        </Button>
      )}
    </search>
  );
}
