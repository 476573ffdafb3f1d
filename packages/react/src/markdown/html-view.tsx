'use no memo';

import { use } from 'react';
import { Caret } from './caret.tsx';
import { SettingsContext } from './settings.ts';
import { SourceBoundary } from './source-boundary.tsx';

interface HtmlViewProps {
  readonly html: string;
  readonly dir: 'auto' | undefined;
  readonly isLive: boolean;
}

/** HTML of the content: the text that it is, unless a plug-in knows what it means. */
export function HtmlView({ html, dir, isLive }: HtmlViewProps) {
  const { html: View } = use(SettingsContext).plugins;
  const source = (
    <p data-dify="markup" dir={dir}>
      {html}
      {isLive && <Caret />}
    </p>
  );
  if (!View || isLive) return source;
  return (
    <SourceBoundary source={source} failed={source}>
      <View html={html} fallback={source} />
    </SourceBoundary>
  );
}
