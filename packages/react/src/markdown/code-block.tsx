'use no memo';

import { Download, WrapText } from 'lucide-react';
import { type ReactNode, use, useState } from 'react';
import { BlockButton } from './block-button.tsx';
import { Caret } from './caret.tsx';
import { CopyButton } from './copy-button.tsx';
import { downloadText } from './download-text.ts';
import { fileExtension, languageName } from './language-name.ts';
import { type MarkdownCodeProps, SettingsContext } from './settings.ts';
import { SourceBoundary } from './source-boundary.tsx';

const pieceLength = 4096;

/** Longer code stays without colours. */
const maxColouredLength = 60_000;

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

interface CodeTextProps extends MarkdownCodeProps {}

/** Code in colours when it is complete and there is a plug-in for them. */
function CodeText({ language, code, isStreaming }: CodeTextProps) {
  const { highlight: Highlight } = use(SettingsContext).plugins;
  const plain = pieces(code);
  if (!Highlight || isStreaming || language === '' || code.length > maxColouredLength) return plain;
  return (
    <SourceBoundary source={plain} failed={plain}>
      <Highlight language={language} code={code} />
    </SourceBoundary>
  );
}

interface CodeBlockProps extends MarkdownCodeProps {
  /** A word under the code. */
  readonly note?: ReactNode;
}

/**
 * A block of code with its language and buttons to copy and save it and to wrap its lines. Always left to right, and
 * scrolls inside itself.
 */
export function CodeBlock({ language, code, isStreaming, note }: CodeBlockProps) {
  const { labels } = use(SettingsContext);
  const [isWrapped, setIsWrapped] = useState(false);
  const name = languageName(language);
  return (
    <div data-dify="code-block" dir="ltr" data-wrap={isWrapped ? '' : undefined}>
      <div data-dify="block-header">
        <bdi>{name || labels.code}</bdi>
        <BlockButton
          label={labels.wrapLines}
          icon={WrapText}
          isPressed={isWrapped}
          onClick={() => setIsWrapped(!isWrapped)}
        />
        <BlockButton
          label={labels.downloadCode}
          icon={Download}
          onClick={() => downloadText(`code.${fileExtension(language)}`, 'text/plain', code)}
        />
        <CopyButton label={labels.copyCode} text={() => code} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      {/* biome-ignore lint/a11y/useSemanticElements: the element must be a pre */}
      <pre tabIndex={0} role="region" aria-label={name ? `${labels.code}: ${name}` : labels.code}>
        <code>
          <CodeText language={language} code={code} isStreaming={isStreaming} />
          {isStreaming && <Caret />}
        </code>
      </pre>
      {note !== undefined && <p data-dify="block-note">{note}</p>}
    </div>
  );
}
