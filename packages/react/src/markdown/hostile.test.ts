import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Markdown } from './markdown.tsx';
import { violations } from './testing/allow-list.ts';
import { documents } from './testing/corpus.ts';
import { heavyTexts, hostileTexts } from './testing/hostile.ts';

function html(text: string, streaming = false): string {
  return renderToStaticMarkup(createElement(Markdown, { text, streaming, citations: new Set([1, 2]) }));
}

describe('hostile Markdown', () => {
  it.each(hostileTexts.map((text) => [text]))(
    'renders no element, attribute or address outside the allow-list: %j',
    (text) => {
      for (let end = 0; end <= text.length; end++) {
        expect(violations(html(text.slice(0, end), true))).toEqual([]);
        expect(violations(html(text.slice(0, end)))).toEqual([]);
      }
      expect(html(text)).not.toContain('<img');
    },
  );

  it('renders the ordinary corpus within the same allow-list', () => {
    for (const text of documents) expect(violations(html(text))).toEqual([]);
  });

  it('sees a violation when there is one', () => {
    expect(violations('<p onclick="x">a</p><iframe></iframe><a href="javascript:x">b</a>')).toEqual([
      'p onclick',
      '<iframe>',
      'href=javascript:x',
    ]);
  });

  it.each(heavyTexts())('reads %s', { timeout: 60_000 }, (_name, text) => {
    expect(violations(html(text))).toEqual([]);
    expect(html(text.slice(0, 30_000), true)).toContain('data-dify="caret"');
  });

  it('keeps the text of what it refuses', () => {
    expect(html('[read me](javascript:alert(1))')).toBe('<div data-dify="prose"><p dir="auto">read me</p></div>');
    expect(html('<b onclick="x">bold</b>')).toContain('&lt;b onclick=&quot;x&quot;&gt;bold&lt;/b&gt;');
  });
});
