import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { StrictMode } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { Markdown, type MarkdownCodeProps } from '../markdown.ts';
import { documents, randomDocument } from './testing/corpus.ts';

/** The markup of an element, with its attributes in one order: an element that changed keeps the order of its changes. */
function markupOf(element: Element): string {
  const copy = element.cloneNode(true) as Element;
  for (const each of [copy, ...copy.querySelectorAll('*')]) {
    const attributes = [...each.attributes].sort((one, other) => (one.name < other.name ? -1 : 1));
    for (const { name } of attributes) each.removeAttribute(name);
    for (const { name, value } of attributes) each.setAttribute(name, value);
  }
  return copy.innerHTML;
}

function shown(text: string): string {
  const { container } = render(<Markdown text={text} />);
  const html = markupOf(container);
  cleanup();
  return html;
}

describe('Markdown that streams', () => {
  it('ends with what is shown at once, whatever the pieces', () => {
    const texts = [...documents, ...Array.from({ length: 40 }, (_, seed) => randomDocument(seed))];
    for (const text of texts) {
      const expected = shown(text);
      const { container, rerender } = render(<Markdown text="" streaming />);
      for (let end = 1; end <= text.length; end += 1 + (end % 4))
        rerender(<Markdown text={text.slice(0, end)} streaming />);
      rerender(<Markdown text={text} />);
      expect(markupOf(container)).toBe(expected);
      cleanup();
    }
  });

  it('keeps the elements of settled blocks, and of the open one when it settles', () => {
    const { container, rerender } = render(<Markdown text={'# One\n\nTwo'} streaming />);
    const root = container.firstElementChild;
    const [heading, paragraph] = [...(root?.children ?? [])];
    rerender(<Markdown text={'# One\n\nTwo goes on\n\n```\nx'} streaming />);
    const code = root?.children[2];
    rerender(<Markdown text={'# One\n\nTwo goes on\n\n```\nx\n```\n\nEnd'} />);
    expect([...(root?.children ?? [])].slice(0, 3)).toEqual([heading, paragraph, code]);
    expect(root?.children[0]).toBe(heading);
    expect(root?.children[1]).toBe(paragraph);
    expect(root?.children[2]).toBe(code);
  });

  it('shows a heading at the level that it keeps', () => {
    const text = '## First\n\n> # Quoted\n\n- #### In a list\n\n##### Skips\n\n### Back\n\n# Top\n';
    const levels = ['H3', 'H4', 'H4', 'H4', 'H4', 'H3'];
    const { container, rerender } = render(<Markdown text="" streaming />);
    for (let end = 1; end <= text.length; end++) {
      rerender(<Markdown text={text.slice(0, end)} streaming={end < text.length} />);
      const shown = [...container.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(({ tagName }) => tagName);
      expect(shown).toEqual(levels.slice(0, shown.length));
    }
    expect(container.querySelectorAll('h3, h4')).toHaveLength(levels.length);
  });

  it('begins its headings where the page asks for it, and goes no deeper than there are levels', () => {
    render(<Markdown text={'## A\n\n### B\n\n#### C'} headingLevel={5} />);
    expect(screen.getAllByRole('heading').map(({ tagName }) => tagName)).toEqual(['H5', 'H6', 'H6']);
  });

  it('renders a settled block once', () => {
    const rendered = vi.fn();
    const components = {
      code: ({ code }: MarkdownCodeProps) => {
        rendered(code);
        return <pre>{code}</pre>;
      },
    };
    const text = `\`\`\`\nx\n\`\`\`\n\n${'word '.repeat(50)}\n\n`.repeat(60);
    const { rerender } = render(<Markdown text={text} streaming components={components} />);
    const before = rendered.mock.calls.length;
    for (let step = 1; step < 50; step++) {
      rerender(
        <Markdown text={`${text}more ${'and '.repeat(step)}`} streaming components={{ ...components }} labels={{}} />,
      );
    }
    expect(before).toBe(60);
    expect(rendered.mock.calls.length).toBe(before);
  });

  it('shows a replaced text and no rest of the old one', () => {
    const { container, rerender } = render(<Markdown text={'# Old\n\n- a\n- b'} streaming />);
    rerender(<Markdown text="I cannot help with that." />);
    expect(container.textContent).toBe('I cannot help with that.');
  });

  it('shows the same under StrictMode', () => {
    const text = documents[6] ?? '';
    const { container, rerender } = render(<Markdown text="" streaming />, { wrapper: StrictMode });
    for (let end = 1; end <= text.length; end++) rerender(<Markdown text={text.slice(0, end)} streaming />);
    rerender(<Markdown text={text} />);
    const streamed = markupOf(container);
    cleanup();
    expect(streamed).toBe(shown(text));
  });
});

describe('Markdown at hand', () => {
  it('loads an image when it is asked for', () => {
    const { container } = render(<Markdown text="![Map](https://cdn.example/map.png)" />);
    expect(container.querySelector('img')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Load image' }));
    const image = screen.getByRole('img', { name: 'Map' });
    expect(image.getAttribute('src')).toBe('https://cdn.example/map.png');
    expect(image.getAttribute('referrerpolicy')).toBe('no-referrer');
  });

  it('copies code, and says so for a moment', async () => {
    vi.useFakeTimers();
    const copied: string[] = [];
    vi.stubGlobal('navigator', {
      ...navigator,
      clipboard: { writeText: async (text: string) => void copied.push(text) },
    });
    render(<Markdown text={'```js\nconst a = 1;\n```'} />);
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Copy code' })));
    expect(copied).toEqual(['const a = 1;']);
    expect(screen.getByRole('status').textContent).toBe('Copied');
    act(() => vi.advanceTimersByTime(1500));
    expect(screen.getByRole('button', { name: 'Copy code' })).toBeTruthy();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('hands the rest of its props to the root', () => {
    const { container } = render(<Markdown text="x" className="own" id="answer" lang="ja" />);
    expect(container.firstElementChild?.outerHTML).toBe(
      '<div class="own" id="answer" lang="ja" data-dify="prose"><p dir="auto">x</p></div>',
    );
  });

  it('saves code and tables as files, and wraps lines', async () => {
    const saved: { readonly name: string; readonly blob: Blob }[] = [];
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
      if (blob instanceof Blob) saved.push({ name: '', blob });
      return 'blob:x';
    });
    const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      const last = saved.at(-1);
      if (last) saved[saved.length - 1] = { ...last, name: this.download };
    });
    const { container } = render(
      <Markdown text={'```python\nprint(1)\n```\n\n| a | b |\n|---|---|\n| **1** | =x |'} />,
    );
    fireEvent.click(screen.getByRole('button', { name: 'Download code' }));
    fireEvent.click(screen.getByRole('button', { name: 'Download CSV' }));
    expect(saved.map(({ name }) => name)).toEqual(['code.py', 'table.csv']);
    expect(await saved[0]?.blob.text()).toBe('print(1)');
    // Reading a blob as text takes the mark at its start away.
    expect(await saved[1]?.blob.text()).toBe("a,b\r\n1,'=x\r\n");
    fireEvent.click(screen.getByRole('button', { name: 'Wrap long lines' }));
    expect(container.querySelector('[data-dify="code-block"]')?.hasAttribute('data-wrap')).toBe(true);
    click.mockRestore();
    vi.restoreAllMocks();
  });

  it('says the language of a block whose script tells it', () => {
    const { container } = render(<Markdown text={'# 使い方\n\nThe battery.\n\n배터리'} />);
    expect([...container.querySelectorAll('[lang]')].map((block) => block.getAttribute('lang'))).toEqual(['ja', 'ko']);
  });

  it('renders only the last items of a growing list, and the last rows of a growing table', () => {
    const rendered = vi.fn();
    const components = {
      link: ({ href }: { readonly href: string }) => {
        rendered(href);
        return href;
      },
    };
    const items = Array.from({ length: 200 }, (_, item) => `- [x](https://example.com/${item})\n`).join('');
    const { rerender } = render(<Markdown text={items} streaming components={components} />);
    const before = rendered.mock.calls.length;
    for (let step = 1; step < 20; step++) {
      rerender(<Markdown text={`${items}- more ${'and '.repeat(step)}`} streaming components={components} />);
    }
    expect(before).toBe(200);
    expect(rendered.mock.calls.length - before).toBeLessThanOrEqual(20);
  });
});
