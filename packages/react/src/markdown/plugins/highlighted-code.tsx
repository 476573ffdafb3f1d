import hljs from 'highlight.js/lib/core';
import { use } from 'react';
import type { MarkdownHighlightProps } from '../plugin.ts';
import { codeLanguages } from './code-languages.ts';
import { markupNodes } from './markup-nodes.ts';

/** What the grammars call things, as the kit has colours for them. */
const kinds: Readonly<Record<string, string>> = {
  keyword: 'keyword',
  literal: 'keyword',
  'selector-tag': 'keyword',
  'template-tag': 'keyword',
  name: 'keyword',
  meta: 'comment',
  comment: 'comment',
  quote: 'comment',
  string: 'string',
  regexp: 'string',
  addition: 'string',
  'template-variable': 'string',
  number: 'number',
  symbol: 'number',
  deletion: 'number',
  bullet: 'number',
  title: 'function',
  section: 'function',
  type: 'function',
  built_in: 'function',
  attr: 'function',
  attribute: 'function',
  'selector-class': 'function',
  'selector-id': 'function',
};

const rules = {
  elements: new Set(['span']),
  attributes: (_: string, given: ReadonlyMap<string, string>) => {
    const name = /^hljs-([\w-]+)/.exec(given.get('class') ?? '')?.[1] ?? '';
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
    return kind === undefined ? {} : { 'data-token': kind };
  },
};

const loading = new Map<string, Promise<boolean>>();

/** Whether the language can be coloured, once its grammar is there. */
function load(language: string): Promise<boolean> {
  const known = loading.get(language);
  if (known) return known;
  const grammar = Object.hasOwn(codeLanguages, language) ? codeLanguages[language] : undefined;
  const loaded = grammar
    ? grammar().then((module) => {
        hljs.registerLanguage(language, module.default);
        return true;
      })
    : Promise.resolve(false);
  loading.set(language, loaded);
  return loaded;
}

/** Code in colours. Every letter of it is the same. */
export function HighlightedCode({ language, code }: MarkdownHighlightProps) {
  const name = language.toLowerCase();
  const isKnown = use(load(name));
  if (!isKnown) return code;
  return markupNodes(hljs.highlight(code, { language: name, ignoreIllegals: true }).value, rules);
}
