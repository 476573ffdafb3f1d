import type { MarkedToken, Token } from 'marked';
import { memo, type ReactNode, use } from 'react';
import type { LinkDefinitions } from './block-node.ts';
import { BlockedImage } from './blocked-image.tsx';
import { Caret } from './caret.tsx';
import { Citation } from './citation.tsx';
import { completeInline } from './complete-inline.ts';
import { decodeEntities } from './decode-entities.ts';
import { inlineText } from './inline-text.ts';
import { isAllowedImage } from './is-allowed-image.ts';
import { lexInline } from './lex-inline.ts';
import { maxInlineDepth } from './limits.ts';
import { SafeLink } from './safe-link.tsx';
import { type MarkdownSettings, SettingsContext } from './settings.ts';

interface Place {
  readonly settings: MarkdownSettings;
  readonly depth: number;
  readonly isInLink: boolean;
}

const citationMark = /\[(\d{1,4})\]/g;

function renderText(text: string, { settings, isInLink }: Place): ReactNode {
  const { citations } = settings;
  if (!citations || isInLink || !text.includes('[')) return text;
  const result: ReactNode[] = [];
  let from = 0;
  for (const match of text.matchAll(citationMark)) {
    const number = Number(match[1]);
    if (!citations.has(number)) continue;
    if (match.index > from) result.push(text.slice(from, match.index));
    result.push(<Citation key={match.index} number={number} />);
    from = match.index + match[0].length;
  }
  if (from === 0) return text;
  if (from < text.length) result.push(text.slice(from));
  return result;
}

/** An image inside a link would be a button inside a link, so it is its text there. */
function renderImage(token: MarkedToken & { type: 'image' }, key: number, place: Place): ReactNode {
  const url = decodeEntities(token.href);
  const alt = inlineText(token.tokens);
  const isText = place.isInLink && !isAllowedImage(url, place.settings.imagePrefixes);
  if (isText) return alt || place.settings.labels.image;
  return <BlockedImage key={key} url={url} alt={alt} />;
}

function renderToken(anyToken: Token, key: number, place: Place): ReactNode {
  // The lexer's type also holds the tokens of extensions. There are none here.
  const token = anyToken as MarkedToken;
  switch (token.type) {
    case 'text':
      return renderText(decodeEntities(token.raw), place);
    case 'escape':
      return token.text;
    case 'codespan':
      return (
        <code key={key} dir="auto">
          {token.text}
        </code>
      );
    case 'strong':
      return <strong key={key}>{renderTokens(token.tokens, place)}</strong>;
    case 'em':
      return <em key={key}>{renderTokens(token.tokens, place)}</em>;
    case 'del':
      return <del key={key}>{renderTokens(token.tokens, place)}</del>;
    case 'br':
      return <br key={key} />;
    case 'html':
      return /^<br\s*\/?>$/i.test(token.raw) ? <br key={key} /> : token.raw;
    case 'image':
      return renderImage(token, key, place);
    case 'link':
      return (
        <SafeLink key={key} url={decodeEntities(token.href)} text={inlineText(token.tokens)}>
          {renderTokens(token.tokens, { ...place, isInLink: true })}
        </SafeLink>
      );
    default:
      return token.raw;
  }
}

function renderTokens(tokens: readonly Token[], place: Place): ReactNode {
  if (place.depth >= maxInlineDepth) return inlineText(tokens);
  const inner = { ...place, depth: place.depth + 1 };
  return tokens.map((token, index) => renderToken(token, index, inner));
}

interface InlineProps {
  readonly source: string;
  readonly definitions: LinkDefinitions;
  /** The end of a document that is still arriving. */
  readonly isLive: boolean;
}

/** Inline Markdown. It is read again only when its own source changes. */
export const Inline = memo(function Inline({ source, definitions, isLive }: InlineProps) {
  const settings = use(SettingsContext);
  const tokens = lexInline(isLive ? completeInline(source) : source, definitions);
  const shown = renderTokens(tokens, { settings, depth: 0, isInLink: false });
  return (
    <>
      {shown}
      {isLive && <Caret />}
    </>
  );
});
