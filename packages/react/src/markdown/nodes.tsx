import { memo, use } from 'react';
import type { BlockNode, LinkDefinitions, ListItemNode, ListNode } from './block-node.ts';
import { Caret } from './caret.tsx';
import { CodeBlock } from './code-block.tsx';
import { DataTable } from './data-table.tsx';
import { Inline } from './inline.tsx';
import { SettingsContext } from './settings.ts';

interface Shared {
  readonly definitions: LinkDefinitions;
  /** Inside a list or a quote. Direction is decided once, outside: `dir="auto"` overlooks what has a `dir` of its own. */
  readonly isNested: boolean;
  /** Whether more text is arriving at the end of this. */
  readonly isLive: boolean;
}

const headings = ['h3', 'h4', 'h5', 'h6'] as const;

interface ItemProps extends Omit<Shared, 'isNested'> {
  readonly item: ListItemNode;
  readonly isLoose: boolean;
}

function isSameItem(one: ItemProps, other: ItemProps): boolean {
  return (
    one.item.source === other.item.source &&
    one.item.checked === other.item.checked &&
    one.isLoose === other.isLoose &&
    one.isLive === other.isLive &&
    one.definitions === other.definitions
  );
}

/** An item with the same source renders the same, so a growing list renders only its last one again. */
const Item = memo(function Item({ item, definitions, isLive }: ItemProps) {
  const { labels } = use(SettingsContext);
  const { checked, children } = item;
  if (checked === undefined) {
    return (
      <li>
        <Nodes nodes={children} definitions={definitions} isNested isLive={isLive} />
      </li>
    );
  }
  return (
    <li data-task="">
      <input type="checkbox" checked={checked} disabled readOnly aria-label={checked ? labels.done : labels.notDone} />
      <Nodes nodes={children} definitions={definitions} isNested isLive={isLive} />
    </li>
  );
}, isSameItem);

function List({ node, ...shared }: Shared & { readonly node: ListNode }) {
  const dir = shared.isNested ? undefined : 'auto';
  const items = node.items.map((item, index) => (
    <Item
      // biome-ignore lint/suspicious/noArrayIndexKey: items are only ever added at the end
      key={index}
      item={item}
      isLoose={node.loose}
      definitions={shared.definitions}
      isLive={shared.isLive && index === node.items.length - 1}
    />
  ));
  if (!node.ordered) return <ul dir={dir}>{items}</ul>;
  return (
    <ol dir={dir} start={node.start === 1 ? undefined : node.start}>
      {items}
    </ol>
  );
}

function NodeView({ node, definitions, isNested, isLive }: Shared & { readonly node: BlockNode }) {
  const dir = isNested ? undefined : 'auto';
  const { components } = use(SettingsContext);
  switch (node.type) {
    case 'text':
      return <Inline source={node.inline} definitions={definitions} isLive={isLive} />;
    case 'paragraph':
      return (
        <p dir={dir}>
          <Inline source={node.inline} definitions={definitions} isLive={isLive} />
        </p>
      );
    case 'heading': {
      const Heading = headings[node.depth - 1] ?? 'h6';
      return (
        <Heading dir={dir}>
          <Inline source={node.inline} definitions={definitions} isLive={isLive} />
        </Heading>
      );
    }
    case 'quote':
      return (
        <blockquote dir={dir}>
          <Nodes nodes={node.children} definitions={definitions} isNested isLive={isLive} />
        </blockquote>
      );
    case 'list':
      return <List node={node} definitions={definitions} isNested={isNested} isLive={isLive} />;
    case 'table':
      return <DataTable node={node} definitions={definitions} isLive={isLive} />;
    case 'code': {
      const Code = components.code ?? CodeBlock;
      return <Code language={node.language} code={node.text} isStreaming={isLive} />;
    }
    case 'html':
      return (
        <p data-dify="markup" dir={dir}>
          {node.text}
          {isLive && <Caret />}
        </p>
      );
    default:
      return <hr />;
  }
}

export interface NodesProps extends Shared {
  readonly nodes: readonly BlockNode[];
}

/** Blocks one after the other. The live one is the last, and in it the last again. */
export function Nodes({ nodes, definitions, isNested, isLive }: NodesProps) {
  const last = nodes.at(-1);
  const needsOwnCaret = isLive && (last === undefined || last.type === 'rule');
  return (
    <>
      {nodes.map((node, index) => (
        <NodeView
          // biome-ignore lint/suspicious/noArrayIndexKey: blocks are only ever added at the end
          key={index}
          node={node}
          definitions={definitions}
          isNested={isNested}
          isLive={isLive && index === nodes.length - 1}
        />
      ))}
      {needsOwnCaret && <Caret />}
    </>
  );
}
