import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ComposerTrigger, TriggerItem } from './composer-trigger.ts';
import { byGroup, matchItems } from './match-items.ts';

/** What a list shows. */
export interface TriggerItems<Item extends TriggerItem> {
  readonly items: readonly Item[];
  /** `loading`: something newer is looked for; what is shown meanwhile fits as far as that can be told here. */
  readonly status: 'ready' | 'loading' | 'failed';
  /** Looks once more after it failed. */
  retry(): void;
}

interface Found<Item> {
  readonly char: string;
  readonly query: string;
  readonly items: readonly Item[];
  readonly hasFailed: boolean;
}

/** How long somebody has to stop typing before the next question is asked, in milliseconds. */
const pauseMs = 120;

/** The items of an open trigger for what was typed: searched here, or asked for. `trigger`: `undefined` while none is open. */
export function useTriggerItems<Item extends TriggerItem>(
  trigger: ComposerTrigger<Item> | undefined,
  query: string,
): TriggerItems<Item> {
  const [found, setFound] = useState<Found<Item>>();
  const [attempt, setAttempt] = useState(0);
  const latest = useRef(trigger);
  useLayoutEffect(() => {
    latest.current = trigger;
  });
  const { char, items: source } = trigger ?? {};
  const isAsked = typeof source === 'function';
  const known = found?.char === char ? found : undefined;
  const isFirst = known === undefined;

  // A host may write its function anew for each render: a sign and what was typed are one question.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks the same again
  useEffect(() => {
    if (!isAsked || char === undefined) return setFound(undefined);
    const controller = new AbortController();
    const answer = (items: readonly Item[], hasFailed: boolean) => {
      if (!controller.signal.aborted) setFound({ char, query, items: byGroup(items), hasFailed });
    };
    const ask = async () => {
      const find = latest.current?.items;
      if (typeof find === 'function') answer(await find(query, { signal: controller.signal }), false);
    };
    const timer = setTimeout(() => void ask().catch(() => answer([], true)), isFirst ? 0 : pauseMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [isAsked, char, query, attempt]);

  const retry = () => {
    setFound(undefined);
    setAttempt((count) => count + 1);
  };
  if (source === undefined) return { items: [], status: 'ready', retry };
  if (typeof source !== 'function') return { items: matchItems(source, query), status: 'ready', retry };
  if (known?.query !== query) return { items: matchItems(known?.items ?? [], query), status: 'loading', retry };
  return { items: known.items, status: known.hasFailed ? 'failed' : 'ready', retry };
}
