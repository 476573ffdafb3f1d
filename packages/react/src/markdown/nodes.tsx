'use no memo';

import { Fragment, memo, use } from 'react';
import type { BlockNode, LinkDefinitions, ListItemNode, ListNode } from './block-node.ts';
import { Caret } from './caret.tsx';
import { CodeView } from './code-view.tsx';
import { DataTable } from './data-table.tsx';
import { groupsOf, isSameList } from './groups-of.ts';
import { HtmlView } from './html-view.tsx';
import { Inline } from './inline.tsx';
import { MathView } from './math-view.tsx';
import { scriptLanguage } from './script-language.ts';
import { SettingsContext } from './settings.ts';

interface Shared {
  readonly definitions: LinkDefinitions;
  /** How many headings this stands under. A heading inside a list or a quote is one below the last one outside. */
  readonly above: number;
  /** Inside a list or a quote. Direction is decided once, outside: `dir="auto"` overlooks what has a `dir` of its own. */
  readonly isNested: boolean;
  /** Whether more text is arriving at the end of this. */
  readonly isLive: boolean;
}

const headings = ['h2', 'h3', 'h4', 'h5', 'h6'] as const;

interface ItemProps {
  readonly item: ListItemNode;
  readonly isLoose: boolean;
  readonly definitions: LinkDefinitions;
  readonly above: number;
  readonly isLive: boolean;
}

function isSameItem(one: ItemProps, other: ItemProps): boolean {
  return (
    one.item.checked === other.item.checked &&
    isSameList(one.item.children, other.item.children) &&
    one.isLoose === other.isLoose &&
    one.above === other.above &&
    one.isLive === other.isLive &&
    one.definitions === other.definitions
  );
}

const Item = memo(function Item({ item, isLoose, definitions, above, isLive }: ItemProps) {
  const { labels } = use(SettingsContext);
  const { checked, children } = item;
  const nodes = <Nodes nodes={children} definitions={definitions} above={above} isTight={!isLoose} isLive={isLive} />;
  if (checked === undefined) return <li>{nodes}</li>;
  return (
    <li data-task="">
      <input type="checkbox" checked={checked} disabled readOnly aria-label={checked ? labels.done : labels.notDone} />
      {nodes}
    </li>
  );
}, isSameItem);

interface ItemsProps extends Omit<ItemProps, 'item'> {
  readonly items: readonly ListItemNode[];
}

const Items = memo(
  function Items({ items, isLive, ...shared }: ItemsProps) {
    return items.map((item, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: items are only ever added at the end
      <Item key={index} item={item} isLive={isLive && index === items.length - 1} {...shared} />
    ));
  },
  (one, other) =>
    one.isLoose === other.isLoose &&
    one.above === other.above &&
    one.isLive === other.isLive &&
    one.definitions === other.definitions &&
    isSameList(one.items, other.items),
);

function List({ node, definitions, above, isNested, isLive }: Shared & { readonly node: ListNode }) {
  const dir = isNested ? undefined : 'auto';
  const groups = groupsOf(node.items);
  const items = groups.map((group, index) => (
    <Items
      // biome-ignore lint/suspicious/noArrayIndexKey: items are only ever added at the end
      key={index}
      items={group}
      isLoose={node.loose}
      definitions={definitions}
      above={above}
      isLive={isLive && index === groups.length - 1}
    />
  ));
  if (!node.ordered) return <ul dir={dir}>{items}</ul>;
  return (
    <ol dir={dir} start={node.start === 1 ? undefined : node.start}>
      {items}
    </ol>
  );
}

/** One block. */
export function NodeView({ node, definitions, above, isNested, isLive }: Shared & { readonly node: BlockNode }) {
  const dir = isNested ? undefined : 'auto';
  const { headingLevel, plugins } = use(SettingsContext);
  switch (node.type) {
    case 'paragraph':
      // A button in a line of its own begins a paragraph, not a block of HTML.
      if (/^<button\b/i.test(node.inline) && plugins.html)
        return <HtmlView html={node.inline} dir={dir} isLive={isLive} />;
      return (
        <p dir={dir} lang={scriptLanguage(node.inline)}>
          <Inline source={node.inline} definitions={definitions} isLive={isLive} />
        </p>
      );
    case 'heading': {
      const Heading = headings[headingLevel - 2 + above] ?? 'h6';
      return (
        <Heading dir={dir} lang={scriptLanguage(node.inline)}>
          <Inline source={node.inline} definitions={definitions} isLive={isLive} />
        </Heading>
      );
    }
    case 'quote':
      return (
        <blockquote dir={dir}>
          <Nodes nodes={node.children} definitions={definitions} above={above} isTight={false} isLive={isLive} />
        </blockquote>
      );
    case 'list':
      return <List node={node} definitions={definitions} above={above} isNested={isNested} isLive={isLive} />;
    case 'table':
      return <DataTable node={node} definitions={definitions} isLive={isLive} />;
    case 'code':
      return <CodeView node={node} isLive={isLive} />;
    case 'math':
      return <MathView source={node.text} isLive={isLive} />;
    case 'html':
      return <HtmlView html={node.text} dir={dir} isLive={isLive} />;
    default:
      return <hr />;
  }
}

interface NodesProps extends Omit<Shared, 'isNested'> {
  readonly nodes: readonly BlockNode[];
  /** Paragraphs are their words alone. */
  readonly isTight: boolean;
}

/** Blocks one after the other. The live one is the last, and in it the last again. */
function Nodes({ nodes, definitions, above, isTight, isLive }: NodesProps) {
  const last = nodes.at(-1);
  const needsOwnCaret = isLive && (last === undefined || last.type === 'rule');
  return (
    <>
      {nodes.map((node, index) => {
        const isLast = isLive && index === nodes.length - 1;
        const shared = { definitions, isLive: isLast };
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: blocks are only ever added at the end
          <Fragment key={index}>
            {isTight && node.type === 'paragraph' ? (
              <Inline source={node.inline} {...shared} />
            ) : (
              <NodeView node={node} above={above} isNested {...shared} />
            )}
          </Fragment>
        );
      })}
      {needsOwnCaret && <Caret />}
    </>
  );
}
