import { render } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { Markdown } from '../../markdown/markdown.tsx';
import { hostileTexts } from '../../markdown/testing/hostile.ts';
import { richText } from './rich-text.ts';

function copied(text: string): string {
  const { container } = render(<Markdown text={text} citations={new Set([1])} />);
  return richText([...container.children]);
}

describe('richText', () => {
  it('keeps headings, emphasis, lists, links and tables', () => {
    const html = copied('## Torque\n\nUse **40 Nm**, see [the book](https://example.com/b).\n\n- axle\n- arm');
    expect(html).toMatch(/^<h\d[^>]*>Torque<\/h\d>/);
    expect(html).toContain('Use <strong>40 Nm</strong>, see <a href="https://example.com/b">the book</a>.</p>');
    expect(html).toMatch(/<ul[^>]*><li[^>]*>axle<\/li><li[^>]*>arm<\/li><\/ul>$/);
    expect(copied('| a | b |\n|---|---|\n| 1 | 2 |')).toMatch(/^<table>.*<td[^>]*>1<\/td>/);
  });

  it('leaves out buttons, marks of sources and names of the page', () => {
    const html = copied('40 Nm. [1]\n\n```js\nconst a = 1;\n```');
    expect(html).not.toMatch(/button|data-dify|class=|<svg|JavaScript/);
    expect(html).toContain('<pre');
    expect(html).toContain('const a = 1;');
    expect(html).toContain('<p dir="auto">40 Nm. </p>');
  });

  it('carries nothing that loads or runs elsewhere', () => {
    for (const text of hostileTexts) {
      const { body } = new DOMParser().parseFromString(copied(text), 'text/html');
      expect(
        body.querySelectorAll('img, iframe, script, style, form, input, object, embed, video, audio'),
      ).toHaveLength(0);
      for (const element of body.querySelectorAll('*')) {
        for (const { name, value } of element.attributes) {
          expect(['href', 'colspan', 'rowspan', 'start', 'lang', 'dir']).toContain(name);
          if (name === 'href') expect(value).toMatch(/^(?:https?:\/\/|#|mailto:|tel:)/);
        }
      }
    }
  });
});
