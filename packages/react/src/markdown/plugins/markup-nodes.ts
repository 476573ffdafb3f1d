import { createElement, type ReactNode } from 'react';

/** Which elements of a markup text become elements, and with which of their attributes. */
export interface MarkupRules {
  readonly elements: ReadonlySet<string>;
  /** The attributes of an element to keep, under React's names. */
  readonly attributes: (element: string, attributes: ReadonlyMap<string, string>) => Record<string, string>;
}

const pattern = /<(\/?)([a-z][\w-]*)((?:\s+[\w:-]+="[^"]*")*)\s*(\/?)>|[^<]+|</gi;
const references: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'" };

function textOf(markup: string): string {
  return markup.replace(/&(amp|lt|gt|quot|#x27);/g, (whole, name: string) => references[name] ?? whole);
}

interface Open {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: ReactNode[];
}

/**
 * The nodes of a text that a trusted library wrote as markup. Nothing is ever parsed as HTML by the browser: what the
 * rules do not name is left out, with its children kept.
 */
export function markupNodes(markup: string, { elements, attributes }: MarkupRules): readonly ReactNode[] {
  const root: ReactNode[] = [];
  const stack: Open[] = [];
  let key = 0;
  const add = (node: ReactNode) => (stack.at(-1)?.children ?? root).push(node);
  const close = () => {
    const open = stack.pop();
    if (!open) return;
    if (elements.has(open.name)) add(createElement(open.name, { key: key++, ...open.attributes }, ...open.children));
    else for (const child of open.children) add(child);
  };
  for (const [whole, slash, name, rest = '', isEmpty] of markup.matchAll(pattern)) {
    if (name === undefined) add(textOf(whole));
    else if (slash === '/') close();
    else {
      const given = new Map(
        [...rest.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, at = '', value = '']) => [at, textOf(value)]),
      );
      stack.push({ name, attributes: attributes(name, given), children: [] });
      if (isEmpty === '/') close();
    }
  }
  while (stack.length > 0) close();
  return root;
}
