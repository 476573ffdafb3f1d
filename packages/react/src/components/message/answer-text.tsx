import type { AssistantMessage, TextPart } from '@dify-oapi/core';
import { use, useRef, useState } from 'react';
import { useChat } from '../../hooks/chat-context.tsx';
import { draftOf } from '../../hooks/draft-store.ts';
import { useSmoothText } from '../../hooks/use-smooth-text.ts';
import { Markdown, type MarkdownProps } from '../../markdown/markdown.tsx';
import type { MarkdownComponents } from '../../markdown/settings.ts';
import { useDify } from '../../provider/use-dify.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { AnswerContext } from '../chat/answer-context.ts';
import { focusComposer } from '../chat/focus-composer.ts';
import { CitationMark } from '../sources/citation-mark.tsx';
import { SourcesContext } from '../sources/sources-context.ts';
import { isLive } from './is-live.ts';

/** Numbers that may well be sources, while it is not known yet which are. */
const anyNumber = { has: (number: number) => number >= 1 && number <= 50 };

/** Props of `AnswerText`. What is not listed goes to `Markdown`. */
export interface AnswerTextProps extends Omit<Partial<MarkdownProps>, 'part'> {
  part: TextPart;
  /** The answer that it belongs to. */
  message: AssistantMessage;
}

/** A text of an answer, with the marks of its sources. Renders a `<div>`. */
export function AnswerText({ part, message, ...props }: AnswerTextProps) {
  const labels = useLabels();
  const dify = useDify();
  const chat = useChat();
  const root = useRef<HTMLDivElement>(null);
  const { expectsSources, imagePrefixes = noPrefixes, markdown, smooth = false } = use(AnswerContext);
  const { cited } = use(SourcesContext);
  const live = isLive(message);
  const isGrowing = live && part.state === 'streaming';
  const text = useSmoothText(part.text, isGrowing, smooth);
  const [components, setComponents] = useState(() => withMarks(markdown?.components));
  if (components.given !== markdown?.components) setComponents(withMarks(markdown?.components));
  return (
    <Markdown
      ref={root}
      text={text}
      streaming={isGrowing}
      components={components.all}
      plugins={markdown?.plugins ?? noPlugins}
      citations={live && expectsSources && cited.size === 0 ? anyNumber : cited}
      imagePrefixes={imagePrefixes}
      // What the content wants to have said stands in the composer, where the reader sees it before it is sent.
      onAction={(text) => {
        draftOf(chat, dify).setText(text);
        focusComposer(root.current?.closest<HTMLElement>('[data-dify-root]') ?? null);
      }}
      labels={labels}
      dir="auto"
      {...props}
    />
  );
}

const noPrefixes: readonly string[] = [];
const noPlugins: NonNullable<MarkdownProps['plugins']> = [];

/** The host's components, and the kit's own marks of sources where the host has none. */
function withMarks(given: MarkdownComponents | undefined) {
  return { given, all: { citation: CitationMark, ...given } };
}
