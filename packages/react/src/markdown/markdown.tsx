import { type ComponentPropsWithRef, useState } from 'react';
import { BlockScanner } from './block-scanner.ts';
import { Chunk } from './chunk.tsx';
import { readTail } from './read-tail.ts';
import { blocksPerChunk } from './scanned-document.ts';
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
  /** Numbers whose `[1]` is a citation mark, a `Map` or a `Set`. Other numbers stay text. */
  readonly citations?: { has(number: number): boolean };
  /**
   * Addresses below which images load without being asked for: an origin and the beginning of a path.
   *
   * @default []
   */
  readonly imagePrefixes?: readonly string[];
  /** Words to use instead of the English ones. */
  readonly labels?: Partial<MarkdownLabels>;
}

/**
 * Markdown (GFM) from a source that is not trusted. Renders a `<div>`.
 *
 * Raw HTML is shown as text, links pass one rule for addresses, and nothing is loaded by itself. While text is arriving
 * only its last block renders again. Definitions of links (`[label]: address`) count for the whole document, also when
 * they come last.
 */
export function Markdown({
  text,
  streaming = false,
  components,
  citations,
  imagePrefixes,
  labels,
  ...props
}: MarkdownProps) {
  // A cache that belongs to this element: the same text gives the same document, whatever it has read before.
  const [scanner] = useState(() => new BlockScanner());
  const settings = useSettings({ components, citations, imagePrefixes, labels });
  const document = scanner.read(text, !streaming);
  const { chunks, count } = document;
  const tail = streaming ? readTail(document) : undefined;
  const needsNewChunk = tail !== undefined && count % blocksPerChunk === 0;
  const groups = needsNewChunk ? [...chunks, []] : chunks;

  return (
    <SettingsContext value={settings}>
      <div {...props} data-dify="prose" data-status={streaming ? 'streaming' : undefined}>
        {groups.map((blocks, index) => (
          <Chunk
            key={blocks[0]?.index ?? count}
            blocks={blocks}
            tail={index === groups.length - 1 ? tail : undefined}
          />
        ))}
      </div>
    </SettingsContext>
  );
}
