import { useLayoutEffect, useRef } from 'react';
import { Markdown } from '../../markdown/markdown.tsx';
import { useLabels } from '../../provider/use-labels.ts';

/** Pixels from the end within which the view goes on following it. */
const nearEndPx = 24;

/** Props of `ReasoningText`. */
export interface ReasoningTextProps {
  text: string;
  isLive: boolean;
}

/** Thinking as it comes: a few lines that scroll by themselves and follow their end until the reader scrolls. */
export function ReasoningText({ text, isLive }: ReasoningTextProps) {
  const labels = useLabels();
  const box = useRef<HTMLFieldSetElement>(null);
  const follows = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: new text is what moves the end
  useLayoutEffect(() => {
    const element = box.current;
    if (isLive && element !== null && follows.current) element.scrollTop = element.scrollHeight;
  }, [text, isLive]);
  return (
    <fieldset
      ref={box}
      data-dify="reasoning"
      data-status={isLive ? 'streaming' : undefined}
      aria-label={labels.thinking}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
      tabIndex={0}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        follows.current = scrollHeight - scrollTop - clientHeight <= nearEndPx;
      }}
    >
      <Markdown text={text.trim()} streaming={isLive} labels={labels} dir="auto" data-size="sm" />
    </fieldset>
  );
}
