import { DifyChat } from '@dify-oapi/react/chat';
import type { CSSProperties, RefObject } from 'react';
import type { Theme } from './theme.ts';
import { themeVariables } from './theme-css.ts';

/** What a pane of the preview needs. */
export interface ThemePaneProps {
  readonly theme: Theme;
  readonly scheme: 'light' | 'dark';
  /** The conversation to show; `null` is a new one. */
  readonly conversationId: string | null;
  readonly onOpen: (conversationId: string | null) => void;
  /** The element that has the theme's variables. */
  readonly pane: RefObject<HTMLElement | null>;
}

/** A whole chat in the theme, in one of both schemes. */
export function ThemePane({ theme, scheme, conversationId, onOpen, pane }: ThemePaneProps) {
  const style: CSSProperties = themeVariables(theme);
  return (
    <section
      ref={pane}
      className="theme-pane"
      aria-label={`Preview, ${scheme}`}
      data-theme={scheme}
      data-dify-theme={theme.base}
      data-density={theme.density}
      style={style}
    >
      <DifyChat layout="inline" conversationId={conversationId} onConversationIdChange={onOpen} />
    </section>
  );
}
