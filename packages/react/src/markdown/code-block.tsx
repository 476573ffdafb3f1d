import { use } from 'react';
import { Caret } from './caret.tsx';
import { CopyButton } from './copy-button.tsx';
import { languageName } from './language-name.ts';
import { type MarkdownCodeProps, SettingsContext } from './settings.ts';

const pieceLength = 4096;

/** Long code as several text nodes, cut at line ends: while it grows only the last one changes. */
function pieces(code: string): readonly string[] {
  const result: string[] = [];
  let start = 0;
  while (code.length - start > pieceLength) {
    const newline = code.indexOf('\n', start + pieceLength);
    if (newline < 0) break;
    result.push(code.slice(start, newline + 1));
    start = newline + 1;
  }
  result.push(code.slice(start));
  return result;
}

/** A block of code with its language and a button to copy it. Always left to right, and scrolls inside itself. */
export function CodeBlock({ language, code, isStreaming }: MarkdownCodeProps) {
  const { labels } = use(SettingsContext);
  const name = languageName(language);
  return (
    <div data-dify="code-block" dir="ltr">
      <div data-dify="block-header">
        <bdi>{name || labels.code}</bdi>
        <CopyButton label={labels.copyCode} text={() => code} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      {/* biome-ignore lint/a11y/useSemanticElements: the element must be a pre */}
      <pre tabIndex={0} role="region" aria-label={name ? `${labels.code}: ${name}` : labels.code}>
        <code>
          {pieces(code)}
          {isStreaming && <Caret />}
        </code>
      </pre>
    </div>
  );
}
