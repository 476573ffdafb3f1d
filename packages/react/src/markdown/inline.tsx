'use no memo';

import { memo, type ReactNode, use, useState } from 'react';
import type { LinkDefinitions } from './block-node.ts';
import { BlockedImage } from './blocked-image.tsx';
import { Caret } from './caret.tsx';
import { Citation } from './citation.tsx';
import type { ImageNode, InlineNode } from './inline-node.ts';
import { inlineText } from './inline-text.ts';
import { isAllowedImage } from './is-allowed-image.ts';
import { maxInlineDepth } from './limits.ts';
import { ownAddress } from './own-address.ts';
import { InlineReader } from './read-inline.ts';
import { SafeLink } from './safe-link.tsx';
import { type MarkdownSettings, SettingsContext } from './settings.ts';
import { SourceBoundary } from './source-boundary.tsx';

interface Place {
  readonly settings: MarkdownSettings;
  readonly depth: number;
  readonly isInLink: boolean;
}

/** An image inside a link would be a button inside a link, so it is its text there. */
function renderImage(node: ImageNode, key: number, place: Place): ReactNode {
  const alt = inlineText(node.children);
  const prefixes = place.settings.imagePrefixes;
  const isText = place.isInLink && !isAllowedImage(ownAddress(node.href, prefixes) ?? node.href, prefixes);
  if (isText) return alt || place.settings.labels.image;
  return <BlockedImage key={key} url={node.href} alt={alt} />;
}

function renderNode(node: InlineNode, key: number, place: Place): ReactNode {
  if (typeof node === 'string') return node;
  switch (node.type) {
    case 'code':
      return (
        <code key={key} dir="auto">
          {node.text}
        </code>
      );
    case 'citation':
      return place.isInLink ? `[${node.number}]` : <Citation key={key} number={node.number} />;
    case 'break':
      return <br key={key} />;
    case 'html':
      return /^<br\s*\/?>$/i.test(node.text) ? <br key={key} /> : node.text;
    case 'math': {
      const { math: Formula } = place.settings.plugins;
      if (!Formula) return node.text;
      const source = (
        <code key={key} dir="ltr">
          {node.text}
        </code>
      );
      return (
        <SourceBoundary key={key} source={source} failed={source}>
          <Formula source={node.text} isBlock={node.display} fallback={source} />
        </SourceBoundary>
      );
    }
    case 'image':
      return renderImage(node, key, place);
    case 'link':
      if (place.isInLink) return renderNodes(node.children, place);
      return (
        <SafeLink key={key} url={node.href} text={inlineText(node.children)}>
          {renderNodes(node.children, { ...place, isInLink: true })}
        </SafeLink>
      );
    default: {
      const Format = node.type;
      return <Format key={key}>{renderNodes(node.children, place)}</Format>;
    }
  }
}

function renderNodes(nodes: readonly InlineNode[], place: Place): ReactNode {
  if (place.depth >= maxInlineDepth) return inlineText(nodes);
  const inner = { ...place, depth: place.depth + 1 };
  return nodes.map((node, index) => renderNode(node, index, inner));
}

interface InlineProps {
  readonly source: string;
  readonly definitions: LinkDefinitions;
  /** The end of a document that is still arriving. */
  readonly isLive: boolean;
}

const Piece = memo(function Piece({ nodes }: { readonly nodes: readonly InlineNode[] }) {
  const settings = use(SettingsContext);
  return renderNodes(nodes, { settings, depth: 0, isInLink: false });
});

/** Inline Markdown. It is read again only when its own source changes. */
export const Inline = memo(function Inline({ source, definitions, isLive }: InlineProps) {
  const { citations, plugins } = use(SettingsContext);
  // A cache that belongs to this element: the same text gives the same pieces, whatever it has read before.
  const [reader] = useState(() => new InlineReader());
  const pieces = reader.read(source, { definitions, isLive, citations, math: plugins.math !== undefined });
  return (
    <>
      {pieces.map((nodes, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces are only ever added at the end
        <Piece key={index} nodes={nodes} />
      ))}
      {isLive && <Caret />}
    </>
  );
});
