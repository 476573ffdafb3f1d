import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Markdown, type MarkdownProps } from './markdown.tsx';

function html(text: string, props: Partial<MarkdownProps> = {}): string {
  const markup = renderToStaticMarkup(createElement(Markdown, { text, ...props }));
  return markup.replace(/^<div data-dify="prose"(?: data-status="streaming")?>/, '').replace(/<\/div>$/, '');
}

const caret = '<span data-dify="caret" aria-hidden="true"></span>';

describe('Markdown', () => {
  it('shows inline formats', () => {
    expect(html('**b** *e* ~~d~~ `c` a  \nb')).toBe(
      '<p dir="auto"><strong>b</strong> <em>e</em> <del>d</del> <code dir="auto">c</code> a<br/>b</p>',
    );
  });

  it('shows character references as characters, once, and not in code', () => {
    expect(html('&amp; &lt;b&gt; &copy; &#65; &amp;lt; &unknown; `&amp;`')).toBe(
      '<p dir="auto">&amp; &lt;b&gt; © A &amp;lt; &amp;unknown; <code dir="auto">&amp;amp;</code></p>',
    );
  });

  it('shows raw HTML as text, except for a line break', () => {
    expect(html('a <b>x</b><br/>y')).toBe('<p dir="auto">a &lt;b&gt;x&lt;/b&gt;<br/>y</p>');
    expect(html('<div>\n**x**\n</div>')).toBe('<p data-dify="markup" dir="auto">&lt;div&gt;\n**x**\n&lt;/div&gt;</p>');
  });

  it('moves headings below those of the page', () => {
    expect(html('# a\n\n## b\n\n### c\n\n##### d')).toBe(
      '<h3 dir="auto">a</h3><h4 dir="auto">b</h4><h5 dir="auto">c</h5><h6 dir="auto">d</h6>',
    );
  });

  it('keeps the number that a list starts with, and tells tight from loose lists', () => {
    expect(html('3. a\n4. b')).toBe('<ol dir="auto" start="3"><li>a</li><li>b</li></ol>');
    expect(html('- a\n\n- b')).toBe('<ul dir="auto"><li><p>a</p></li><li><p>b</p></li></ul>');
  });

  it('shows tasks as checkboxes that cannot be changed', () => {
    expect(html('- [x] a')).toContain(
      '<li data-task=""><input type="checkbox" disabled="" readOnly="" aria-label="Done" checked=""/>a</li>',
    );
  });

  it('opens links in a new page that knows nothing of this one', () => {
    expect(html('[a](https://example.com/?a=1&amp;b=2 "title")')).toBe(
      '<p dir="auto"><a href="https://example.com/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer nofollow ugc" title="https://example.com/?a=1&amp;b=2">a</a></p>',
    );
  });

  it('names the real host beside a link that looks like another', () => {
    expect(html('[https://bank.example](https://evil.example)')).toContain(
      '<span data-dify="link-host"> (goes to <bdi>evil.example</bdi>)</span>',
    );
  });

  it('resolves definitions that come last', () => {
    expect(html('[a] and [b][a]\n\ntext\n\n[a]: https://example.com/')).toMatch(/<a [^>]*>a<\/a> and <a [^>]*>b<\/a>/);
  });

  it('leaves footnotes as text', () => {
    expect(html('x[^1]\n\n[^1]: word')).toBe('<p dir="auto">x[^1]</p><p dir="auto">[^1]: word</p>');
  });

  it('asks before it loads an image, and names the host', () => {
    const markup = html('![A map](https://cdn.example/map.png)');
    expect(markup).not.toContain('<img');
    expect(markup).toContain('<bdi data-dify="blocked-image-host">cdn.example</bdi>');
    expect(markup).toContain('Load image');
  });

  it('loads an image below an allowed prefix', () => {
    expect(html('![A map](https://cdn.example/m/a.png)', { imagePrefixes: ['https://cdn.example/m/'] })).toBe(
      '<p dir="auto"><img data-dify="image" src="https://cdn.example/m/a.png" alt="A map" referrerPolicy="no-referrer" loading="lazy" decoding="async"/></p>',
    );
  });

  it('shows numbers of the citations as marks, and other numbers as text', () => {
    const mark = (number: number) =>
      `<button type="button" data-dify="citation" aria-label="Source ${number}">${number}</button>`;
    const citations = new Map([
      [1, {}],
      [2, {}],
    ]);
    expect(html('a[1][2] b[3]', { citations })).toBe(`<p dir="auto">a${mark(1)}${mark(2)} b[3]</p>`);
    expect(html('`[1]` \\[1\\] [1](https://example.com)', { citations })).not.toContain('<button');
    expect(html('[1]')).toBe('<p dir="auto">[1]</p>');
  });

  it('shows a table with its alignment', () => {
    const markup = html('| a | b |\n|---|--:|\n| 1 | **2** |');
    expect(markup).toContain('<th scope="col"><bdi>a</bdi></th><th scope="col" data-align="end"><bdi>b</bdi></th>');
    expect(markup).toContain('<td data-align="end"><bdi><strong>2</strong></bdi></td>');
  });

  it('puts no more than 1000 rows and 50 columns on the page, and says so', () => {
    const cells = (cell: string) => `|${` ${cell} |`.repeat(60)}\n`;
    const markup = html(cells('h') + cells('---') + cells('x').repeat(60) + '| y |\n'.repeat(1000));
    expect(markup.match(/<th /g)).toHaveLength(50);
    expect(markup.match(/<tr>/g)).toHaveLength(1001);
    expect(markup).toContain('Not all of this table is shown');
  });

  it('uses the components and words of the app', () => {
    const code = ({ language, code: text }: { language: string; code: string }) => `${language}: ${text}`;
    expect(html('```js\nx\n```', { components: { code } })).toBe('js: x');
    expect(html('[a](https://b.example)', { components: { link: ({ href }) => href } })).toContain(
      'https://b.example/',
    );
    expect(html('```\nx\n```', { labels: { copyCode: 'Kopier' } })).toContain('aria-label="Kopier"');
  });

  it('shows half-written formats as they will look, with the caret after the text', () => {
    expect(html('a **b', { streaming: true })).toBe(`<p dir="auto">a <strong>b</strong>${caret}</p>`);
    expect(html('- a\n- b', { streaming: true })).toBe(`<ul dir="auto"><li>a</li><li>b${caret}</li></ul>`);
    expect(html('```js\nx\n``', { streaming: true })).toContain(`<code>x${caret}</code>`);
    expect(html('', { streaming: true })).toBe(caret);
    expect(html('a **b')).toBe('<p dir="auto">a **b</p>');
  });
});
