'use no memo';

import { type ComponentPropsWithRef, useState } from 'react';
import { Chunk, type ShownBlock } from './chunk.tsx';
import { DocumentReader } from './document-reader.ts';
import { headingsAbove, outlineAfter } from './heading-outline.ts';
import type { MarkdownPlugin } from './plugin.ts';
import { blocksPerChunk, type ReadDocument } from './read-document.ts';
import { type MarkdownComponents, type MarkdownLabels, SettingsContext } from './settings.ts';
import { useSettings } from './use-settings.ts';

/** Props of `Markdown`. What is not listed goes to the root element. */
export interface MarkdownProps extends Omit<ComponentPropsWithRef<'div'>, 'children' | 'dangerouslySetInnerHTML'> {
  /** The whole text so far. Text that goes on where it was is read from there; any other text replaces it. */
  readonly text: string;
  /**
   * More text is on its way: shows the caret, and half-written Markdown as it will look.
   *
   * @default false
   */
  readonly streaming?: boolean;
  /** Components to use instead of the kit's own. */
  readonly components?: MarkdownComponents;
  /**
   * What shows code in colours, formulas, diagrams, charts or forms. Each is an entry of its own and loads what it
   * needs when such a block appears: `@dify-oapi/react/markdown/highlight`, `/math`, `/mermaid`, `/charts`, `/forms`.
   *
   * @default []
   */
  readonly plugins?: readonly MarkdownPlugin[];
  /** Numbers whose `[1]` is a citation mark, a `Map` or a `Set`. Other numbers stay text. */
  readonly citations?: { has(number: number): boolean };
  /**
   * Addresses below which images load without being asked for: an origin and the beginning of a path.
   *
   * @default []
   */
  readonly imagePrefixes?: readonly string[];
  /**
   * Level of the topmost headings of the text, one below what it stands under on the page. Headings below them never skip
   * a level, whatever the text asks for.
   *
   * @default 3
   */
  readonly headingLevel?: 2 | 3 | 4 | 5 | 6;
  /**
   * A button or a form of the content was used; the text is what it says. Without this there are neither.
   *
   * The text was chosen by the content, not by the reader: put it where the reader sees it before it is sent.
   */
  readonly onAction?: (text: string) => void;
  /** Words to use instead of the English ones. */
  readonly labels?: Partial<MarkdownLabels>;
}

/** All blocks in groups, with those that are still open. */
function groupsOf({ chunks, count, outline, tail, tailDefinitions }: ReadDocument, streaming: boolean) {
  if (!streaming) return chunks;
  let at = outline;
  const open: (ShownBlock | undefined)[] = tail.map((node, place) => {
    const above = headingsAbove(at, node);
    at = outlineAfter(at, node);
    return { index: count + place, node, definitions: tailDefinitions, above };
  });
  if (open.length === 0) open.push({ index: count, node: undefined, definitions: tailDefinitions, above: 0 });
  const groups: (readonly ShownBlock[])[] = [...chunks];
  for (const block of open) {
    if (!block) continue;
    const place = Math.floor(block.index / blocksPerChunk);
    groups[place] = [...(groups[place] ?? []), block];
  }
  return groups;
}

/**
 * Markdown (CommonMark and GFM) from a source that is not trusted. Renders a `<div>`.
 *
 * Raw HTML is shown as text, links pass one rule for addresses, and nothing is loaded by itself. While text is arriving
 * only its last block renders again. Definitions of links (`[label]: address`) count for the whole document, also when
 * they come last.
 */
export function Markdown({
  text,
  streaming = false,
  components,
  plugins,
  citations,
  imagePrefixes,
  headingLevel,
  onAction,
  labels,
  ...props
}: MarkdownProps) {
  const settings = useSettings({ components, plugins, citations, imagePrefixes, headingLevel, onAction, labels });
  const hasMath = settings.plugins.math !== undefined;
  // A cache that belongs to this element: the same text gives the same document, whatever it has read before.
  const [readers] = useState(() => ({ plain: new DocumentReader(), math: new DocumentReader({ math: true }) }));
  const groups = groupsOf((hasMath ? readers.math : readers.plain).read(text, !streaming), streaming);

  return (
    <SettingsContext value={settings}>
      <div {...props} data-dify="prose" data-status={streaming ? 'streaming' : undefined}>
        {groups.map((blocks, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: groups are only ever added at the end
          <Chunk key={index} blocks={blocks} isLive={streaming && index === groups.length - 1} />
        ))}
      </div>
    </SettingsContext>
  );
}
