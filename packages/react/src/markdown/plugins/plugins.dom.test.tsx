import { act, fireEvent, render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { Markdown, type MarkdownDataProps } from '../../markdown.ts';
import { charts } from '../../markdown-charts.ts';
import { forms } from '../../markdown-forms.ts';
import { highlight } from '../../markdown-highlight.ts';
import { math } from '../../markdown-math.ts';
import type { MarkdownPlugin } from '../plugin.ts';
import { readChart } from './chart-data.ts';
import { ticksOf } from './chart-shapes.tsx';
import { readFormContent } from './form-content.ts';
import { safeDiagram } from './safe-diagram.ts';

async function shown(text: string, plugins: readonly MarkdownPlugin[], onAction?: (text: string) => void) {
  return act(async () => render(<Markdown text={text} plugins={plugins} {...(onAction && { onAction })} />));
}

describe('highlight', () => {
  it('colours code and changes no letter of it', async () => {
    const code = 'const a = "<b>&amp;"; // </span>\nlet `x`;';
    const { container } = await shown(`\`\`\`js\n${code}\n\`\`\``, [highlight]);
    await expect.poll(() => container.querySelector('[data-token="keyword"]')?.textContent).toBe('const');
    expect(container.querySelector('pre')?.textContent).toBe(code);
  });

  it('leaves a language that it does not know alone', async () => {
    const { container } = await shown('```brainfuck\n+++\n```\n\n```constructor\nx\n```', [highlight]);
    expect(container.querySelectorAll('[data-token]')).toHaveLength(0);
    expect(container.querySelector('pre')?.textContent).toBe('+++');
  });
});

describe('math', () => {
  it('draws formulas as MathML without styles, classes or addresses', async () => {
    const { container } = await shown('$x^2$ and\n\n$$\n\\frac{1}{2}\n$$\n\n```math\ny\n```', [math]);
    await expect.poll(() => container.querySelectorAll('math').length, { timeout: 10_000 }).toBe(3);
    expect(container.querySelector('msup')?.textContent).toBe('x2');
    expect(container.querySelectorAll('math [style], math [class], math [href]')).toHaveLength(0);
  });

  it('shows the source of what it cannot read', async () => {
    const { container } = await shown('$\\frac{1$ $y$', [math]);
    await expect.poll(() => container.querySelectorAll('math').length, { timeout: 10_000 }).toBe(1);
    expect(container.querySelector('code')?.textContent).toBe('\\frac{1');
  });
});

describe('charts', () => {
  it('reads numbers and names, and nothing else', () => {
    expect(
      readChart(
        '{"title":{"text":"T","link":"javascript:x"},"xAxis":{"data":["a","b"]},"series":[{"type":"bar","data":[1,{"value":"2"}],"label":{"formatter":"<b>"}}]}',
      ),
    ).toEqual({ kind: 'bar', title: 'T', labels: ['a', 'b'], series: [{ name: '1', values: [1, 2] }] });
  });

  it.each(['{', '[]', '{"series":[{"type":"map3D","data":[1]}]}', '{"series":[{"type":"bar","data":["x"]}]}', 'null'])(
    'reads no chart from %s',
    (json) => {
      expect(readChart(json)).toBeUndefined();
    },
  );

  it('puts round numbers at the axis', () => {
    expect(ticksOf([3, 97])).toEqual([0, 50, 100]);
    expect(ticksOf([-0.3, 0.1])).toEqual([-0.3, -0.2, -0.1, 0, 0.1]);
    expect(ticksOf([0])).toEqual([0]);
  });

  it('tells the numbers in a table', async () => {
    await shown('```echarts\n{"series":[{"type":"pie","data":[{"name":"A","value":1},{"name":"A","value":3}]}]}\n```', [
      charts,
    ]);
    expect((await screen.findByRole('rowheader', { name: 'A (2)' })).nextSibling?.textContent).toBe('3');
  });
});

describe('forms', () => {
  it('hands the text of a button to the app, and shows it before', async () => {
    const said: string[] = [];
    await shown('<button data-message="Delete all">OK</button>', [forms], (text) => said.push(text));
    const button = await screen.findByRole('button');
    expect(button.textContent).toBe('OKWrites: Delete all');
    fireEvent.click(button);
    expect(said).toEqual(['Delete all']);
  });

  it('hands the answers of a form to the app, as lines or as JSON', async () => {
    const said: string[] = [];
    const fields =
      '<label for="a">A:</label>\n<input name="a" value="1">\n<textarea name="b">two</textarea>\n<button>Go</button>';
    await shown(`<form>\n${fields}\n</form>`, [forms], (text) => said.push(text));
    fireEvent.change(await screen.findByRole('textbox', { name: 'A' }), { target: { value: 'x' } });
    fireEvent.click(screen.getByRole('button', { name: 'Go' }));
    expect(said).toEqual(['a: x\nb: two']);
  });

  it.each([
    '<form><input name="x" type="password"></form>',
    '<form><input name="api_token"></form>',
    '<form><input name="x"><img src="https://evil.example/x"></form>',
    '<form></form>',
    '<button>a</button> and words',
    '<div><button>a</button></div>',
    'text',
  ])('reads nothing from %s', (html) => {
    expect(readFormContent(html)).toBeUndefined();
  });

  it('shows the text when the app takes no action', async () => {
    const { container } = await shown('<button data-message="x">OK</button>', [forms]);
    expect(container.textContent).toBe('<button data-message="x">OK</button>');
  });
});

describe('mermaid', () => {
  it('takes configuration and links out of a diagram', () => {
    expect(safeDiagram('%%{init: {}}%%\n---\n')).toBe('\n---\n');
    expect(safeDiagram('---\ntitle: x\n---\ngraph TD\n  A --> B\n  click A "https://x.example"')).toBe(
      'graph TD\n  A --> B\n',
    );
    expect(safeDiagram('graph TD\n  A[one<br/>two] --> B')).toBe('graph TD\n  A[one<br/>two] --> B');
  });

  it.each(['A@{img: "x"}', 'style A fill:url(x)', 'A["<img src=x>"]', 'A["$$x$$"]', '%%{init', 'x'.repeat(20_001)])(
    'refuses %s',
    (source) => {
      expect(safeDiagram(source)).toBeUndefined();
    },
  );
});

describe('a block of data', () => {
  const data = { weather: ({ name, value }: MarkdownDataProps) => `${name} ${JSON.stringify(value)}` };

  it('is shown by the component of its name', () => {
    const { container } = render(<Markdown text={'```dify:weather\n{"a":1}\n```'} components={{ data }} />);
    expect(container.textContent).toBe('weather {"a":1}');
  });

  it('is a placeholder while it arrives, and code when it is no JSON or has no component', () => {
    const { container, rerender } = render(
      <Markdown text={'```dify:weather\n{"a":'} streaming components={{ data }} />,
    );
    expect(container.textContent).toBe('Preparing…');
    rerender(<Markdown text={'```dify:weather\n{"a":\n```'} components={{ data }} />);
    expect(container.querySelector('pre')?.textContent).toBe('{"a":');
    rerender(<Markdown text={'```dify:constructor\n{}\n```'} components={{ data }} />);
    expect(container.querySelector('pre')?.textContent).toBe('{}');
  });
});

describe('a plug-in', () => {
  const broken: MarkdownPlugin = {
    blocks: {
      odd: () => {
        throw new Error('broken');
      },
    },
  };

  it('that throws takes nothing along but shows the source with a note', () => {
    const { container } = render(<Markdown text={'before\n\n```odd\nx\n```\n\nafter'} plugins={[broken]} />);
    expect(container.querySelector('pre')?.textContent).toBe('x');
    expect(container.textContent).toContain('This could not be drawn.');
    expect(container.textContent).toMatch(/^before.*after$/s);
  });

  it('is not asked while the block is being written', () => {
    const { container } = render(<Markdown text={'```odd\nx'} streaming plugins={[broken]} />);
    expect(container.querySelector('pre')?.textContent).toBe('x');
    expect(container.querySelector('[data-dify="block-note"]')).toBeNull();
  });
});
