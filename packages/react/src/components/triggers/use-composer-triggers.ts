import { type RefObject, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import type { TextField } from './char-place.ts';
import type { ComposerTrigger, TriggerItem } from './composer-trigger.ts';
import { tellField } from './field-aria.ts';
import { type FoundTrigger, findTrigger } from './find-trigger.ts';
import { replaceRange } from './replace-range.ts';
import { type TriggerItems, useTriggerItems } from './use-trigger-items.ts';

/** The list that is open for a field, if one is. */
export interface ComposerTriggers<Item extends TriggerItem = TriggerItem> extends TriggerItems<Item> {
  /** Where the sign stands and what was typed after it; `null` while no list is open. */
  readonly open: FoundTrigger | null;
  /** The one whose list is open. */
  readonly trigger: ComposerTrigger<Item> | undefined;
  /** The item that Enter picks, by its place in `items`. */
  readonly activeIndex: number;
  setActiveIndex(index: number): void;
  /** The `id` that the element of the list needs, which has the role `listbox` and is there while there are items. */
  readonly listId: string;
  /** The `id` that the element of an item needs, which has the role `option`. */
  optionId(index: number): string;
  /** Puts the item into the text, or does what it is for. */
  pick(index: number): void;
  /** Closes the list; it stays closed for this word. */
  close(): void;
}

const nothingFound: FoundTrigger | null = null;

/**
 * Lists that open while one writes: hears the keys of a text field, says which list is open and what is in it, and puts what
 * is picked into the text. It shows nothing itself, and works with any `<textarea>` or `<input>`, controlled or not.
 *
 * @param field the text field
 * @param triggers the signs that open a list
 */
export function useComposerTriggers<Item extends TriggerItem = TriggerItem>(
  field: RefObject<TextField | null>,
  triggers: readonly ComposerTrigger<Item>[],
): ComposerTriggers<Item> {
  const listId = useId();
  const [open, setOpen] = useState(nothingFound);
  const [activeId, setActiveId] = useState<string>();
  /** Where the sign stands whose list was closed. */
  const closedAt = useRef(-1);
  const trigger = open === null ? undefined : triggers[open.index];
  const found = useTriggerItems(trigger, open?.query ?? '');
  const { items, status } = found;
  const isRetry = status === 'failed';
  const activeIndex = Math.max(
    0,
    items.findIndex(({ id }) => id === activeId),
  );
  const optionId = (index: number) => `${listId}-${index}`;
  const hasList = open !== null && (items.length > 0 || isRetry);

  function show(next: FoundTrigger | null): void {
    if (next?.start === open?.start && next?.query === open?.query) return;
    setOpen(next);
    setActiveId(undefined);
  }
  function close(): void {
    closedAt.current = open?.start ?? -1;
    show(null);
  }
  function pick(index: number): void {
    const element = field.current;
    const item = items[index];
    if (element === null || open === null || trigger === undefined || item === undefined) return;
    const { query, start } = open;
    const end = start + 1 + query.length;
    close();
    if (trigger.onPick === undefined) {
      const blank = /\s/.test(element.value.charAt(end)) ? '' : ' ';
      const label = item.label.startsWith(trigger.char) ? item.label : trigger.char + item.label;
      replaceRange(element, start, end, item.text ?? label + blank);
      return;
    }
    // What is picked may change the whole text: it finds it without what was typed for the list.
    replaceRange(element, start, end, '');
    const text = trigger.onPick(item, query);
    if (typeof text === 'string') replaceRange(element, start, start, text);
  }
  /** @returns whether the key was used */
  function press({ key }: KeyboardEvent): boolean {
    const last = items.length - 1;
    const go = (index: number) => setActiveId(items[index]?.id);
    switch (key) {
      case 'Escape':
        close();
        return true;
      case 'Enter':
        if (isRetry) found.retry();
        else if (last >= 0) pick(activeIndex);
        // What is being looked for is not sent by a hasty Enter; a list with nothing in it does not stand in the way.
        else return status === 'loading';
        return true;
      case 'Tab':
        pick(activeIndex);
        return last >= 0;
      case 'ArrowDown':
        go(activeIndex === last ? 0 : activeIndex + 1);
        return last >= 0;
      case 'ArrowUp':
        go(activeIndex === 0 ? last : activeIndex - 1);
        return last >= 0;
      case 'Home':
        go(0);
        return last >= 0;
      case 'End':
        go(last);
        return last >= 0;
      default:
        return false;
    }
  }

  // Keys are heard before all others, so that one that was used here means nothing else further on; what was typed is heard
  // after all others, who hold the text.
  useEffect(() => {
    const isHere = (event: Event) => field.current !== null && event.composedPath()[0] === field.current;
    const caretFinds = () => (field.current === null ? null : findAtCaret(field.current, triggers));
    const onInput = (event: Event) => {
      if (!isHere(event)) return;
      const next = caretFinds();
      if (next?.start !== closedAt.current) closedAt.current = -1;
      show(closedAt.current === -1 ? next : null);
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onCaret = () => {
      clearTimeout(timer);
      // Some browsers tell this before what was typed: a render now would take that out of a controlled field.
      timer = setTimeout(() => {
        const next = caretFinds();
        if (open !== null) show(next?.start === open.start ? next : null);
      });
    };
    const onLeave = (event: Event) => {
      if (isHere(event)) show(null);
    };
    const onKey = (event: KeyboardEvent) => {
      const { altKey, ctrlKey, isComposing, keyCode, metaKey, shiftKey } = event;
      if (open === null || !isHere(event) || isComposing || keyCode === 229) return;
      if (altKey || ctrlKey || metaKey || shiftKey) return;
      if (press(event)) event.preventDefault();
    };
    document.addEventListener('input', onInput);
    document.addEventListener('selectionchange', onCaret);
    document.addEventListener('focusout', onLeave, true);
    document.addEventListener('keydown', onKey, true);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('input', onInput);
      document.removeEventListener('selectionchange', onCaret);
      document.removeEventListener('focusout', onLeave, true);
      document.removeEventListener('keydown', onKey, true);
    };
  });

  // What was typed before this was loaded counts.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, at the beginning
  useEffect(() => {
    const element = field.current;
    if (element !== null && element === element.ownerDocument.activeElement) setOpen(findAtCaret(element, triggers));
  }, [field]);

  // A text that was sent, or that somebody else has changed, has no place for a list any more.
  useLayoutEffect(() => {
    const sign = open === null ? undefined : field.current?.value.charAt(open.start).normalize('NFKC');
    if (open !== null && sign !== triggers[open.index]?.char) setOpen(null);
  });

  const isOpen = open !== null;
  const told = hasList ? optionId(activeIndex) : undefined;
  useEffect(() => {
    const element = field.current;
    if (element === null || !isOpen) return;
    return tellField(element, { listId: told === undefined ? undefined : listId, activeId: told });
  }, [field, isOpen, told, listId]);

  return {
    ...found,
    open,
    trigger,
    activeIndex,
    setActiveIndex: (index) => setActiveId(items[index]?.id),
    listId,
    optionId,
    pick,
    close,
  };
}

function findAtCaret(field: TextField, triggers: readonly Pick<ComposerTrigger, 'char' | 'atStart'>[]) {
  const { selectionEnd, selectionStart, value } = field;
  return selectionStart === selectionEnd ? findTrigger(value, selectionEnd ?? 0, triggers) : null;
}
