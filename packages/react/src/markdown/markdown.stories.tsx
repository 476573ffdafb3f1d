import type { Meta, StoryObj } from '@storybook/react-vite';
import { useState } from 'react';
import { expect, fn, waitFor } from 'storybook/test';
import { Markdown, type MarkdownDataProps, type MarkdownProps } from '../markdown.ts';
import { charts } from '../markdown-charts.ts';
import { forms } from '../markdown-forms.ts';
import { highlight } from '../markdown-highlight.ts';
import { math } from '../markdown-math.ts';
import { mermaid } from '../markdown-mermaid.ts';
import { hostileTexts } from './testing/hostile.ts';

const meta = { component: Markdown, args: { text: '' } } satisfies Meta<typeof Markdown>;
export default meta;

type Story = StoryObj<typeof meta>;

/** Headings, lists, quotes, links and citation marks of an answer. */
export const Prose: Story = {
  args: {
    citations: new Set([1, 2]),
    text: `# Before the first ride

Charge the battery to full once. The \`SoC\` value in the app must reach **100 %**.[1][2]

1. Set the saddle height
   - heel on the pedal, leg straight
2. Check tyre pressure: 3.5 bar

- [x] Bell
- [ ] Lights

> Never ride with the battery half latched.

More in the [owner’s handbook](https://handbook.example/fjell-3), and not at [handbook.example](https://other.example/).`,
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('heading', { level: 3 })).toHaveTextContent('Before the first ride');
    await expect(canvas.getByRole('button', { name: 'Source 1' })).toBeVisible();
    await expect(canvas.getByText('other.example')).toBeVisible();
  },
};

/** Code scrolls inside itself, keeps its own direction, and can be copied. */
export const Code: Story = {
  args: {
    text: '```json\n{\n  "bike": "FJ3-20260114-0087",\n  "storage": { "target": 60, "until": "2027-04-01", "note": "a line that is longer than the block is wide, so that it has to scroll" }\n}\n```',
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('region', { name: 'Code: JSON' })).toHaveTextContent('FJ3-20260114-0087');
    await expect(canvas.getByRole('button', { name: 'Copy code' })).toBeVisible();
  },
};

/** Long lines wrap when the reader wants it. */
export const WrappedCode: Story = {
  args: {
    text: '```sh\ncurl --request POST --url https://dify.example/v1/chat-messages --header "authorization: Bearer …" --data-raw "{}"\n```',
  },
  play: async ({ canvas, userEvent }) => {
    const wrap = canvas.getByRole('button', { name: 'Wrap long lines' });
    await userEvent.click(wrap);
    await expect(wrap).toHaveAttribute('aria-pressed', 'true');
    await expect(canvas.getByRole('button', { name: 'Download code' })).toBeVisible();
  },
};

/** Colours come with the plug-in, when the block is complete. */
export const HighlightedCode: Story = {
  args: {
    plugins: [highlight],
    text: '```ts\n/** Adds numbers. */\nexport function sum(values: readonly number[]): number {\n  return values.reduce((total, value) => total + value, 0);\n}\nconst name = `sum`;\n```\n\n```python\ndef soc(value: float) -> str:\n    return f"{value:.0%}"  # percent\n```',
  },
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelectorAll('[data-token="keyword"]').length).toBeGreaterThan(4));
    await expect(canvasElement.querySelector('pre')).toHaveTextContent('export function sum');
  },
};

/** Formulas are MathML; one that cannot be read is its source. */
export const Formulas: Story = {
  args: {
    plugins: [math],
    text: 'Euler: $e^{i\\pi} + 1 = 0$, and it costs $5.\n\n$$\n\\sum_{i=0}^{n} x_i = \\frac{n(n+1)}{2}\n$$\n\nBroken: $\\frac{1$ and \\(\\nothing\\)',
  },
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelectorAll('math')).toHaveLength(2));
    await expect(canvasElement).toHaveTextContent('it costs $5.');
  },
};

/** A diagram, its source a button away. */
export const Diagram: Story = {
  args: {
    plugins: [mermaid],
    text: '```mermaid\ngraph LR\n  A[Question] --> B{Known?}\n  B -->|yes| C[Answer]\n  B -->|no| D[Search] --> C\n```',
  },
  play: async ({ canvas, userEvent }) => {
    const drawing = await canvas.findByRole('img', { name: 'Diagram' }, { timeout: 20_000 });
    await expect(drawing.shadowRoot?.querySelector('svg')).toBeTruthy();
    await userEvent.click(canvas.getByRole('button', { name: 'Show source' }));
    await expect(canvas.getByText(/graph LR/)).toBeVisible();
    await userEvent.click(canvas.getByRole('button', { name: 'Show drawing' }));
  },
};

/** A wide one on a phone: it scrolls rather than become too small to read. */
export const WideDiagram: Story = {
  args: {
    plugins: [mermaid],
    text: '```mermaid\ngraph LR\n  A[Battery cold] --> B[Warm it up] --> C[Charge to 60 %] --> D[Store dry] --> E[Look again in March]\n```',
  },
  decorators: [
    (Story) => (
      <div style={{ maxInlineSize: 390 }}>
        <Story />
      </div>
    ),
  ],
  play: async ({ canvas }) => {
    const drawing = await canvas.findByRole('img', { name: 'Diagram' }, { timeout: 20_000 });
    const svg = drawing.shadowRoot?.querySelector('svg');
    const scale = (svg?.getBoundingClientRect().width ?? 0) / (svg?.viewBox.baseVal.width ?? 1);
    await expect(scale).toBeGreaterThan(0.69);
    await expect(drawing.scrollWidth).toBeGreaterThan(drawing.clientWidth);
    await expect(drawing.clientWidth).toBeLessThanOrEqual(390);
  },
};

/** Charts of numbers, in the theme's colours. */
export const Charts: Story = {
  args: {
    plugins: [charts],
    text: `\`\`\`echarts
{"title":{"text":"Range by mode"},"xAxis":{"type":"category","data":["Eco","Tour","Sport"]},"yAxis":{"type":"value"},"series":[{"name":"Summer","type":"bar","data":[120,95,70]},{"name":"Winter","type":"bar","data":[90,70,48]}]}
\`\`\`

\`\`\`echarts
{"title":{"text":"Charge over a day"},"xAxis":{"data":["8","10","12","14","16","18"]},"series":[{"type":"line","data":[100,86,70,64,41,22]}]}
\`\`\`

\`\`\`echarts
{"series":[{"type":"pie","data":[{"name":"Commute","value":62},{"name":"Freight","value":25},{"name":"Leisure","value":13}]}]}
\`\`\``,
  },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('table', { name: 'Range by mode' })).toBeInTheDocument();
    await expect(canvas.getByRole('rowheader', { name: 'Commute' })).toBeInTheDocument();
  },
};

/** What a plug-in cannot draw is its source, with a word that says so. */
export const NotDrawn: Story = {
  args: {
    plugins: [charts, mermaid],
    text: '```echarts\n{"series": [{"type": "map3D"}]}\n```\n\n```mermaid\ngraph TD\n  A@{img: "https://evil.example/m"}\n```',
  },
  play: async ({ canvas }) => {
    await waitFor(() => expect(canvas.getAllByText(/could not be drawn/)).toHaveLength(2), { timeout: 20_000 });
  },
};

/** Buttons and forms of the content hand a text to the app. */
export const Forms: Story = {
  args: {
    plugins: [forms],
    onAction: fn(),
    text: 'Which one?\n\n<button data-message="Yes, book the service">Book</button>\n<button data-message="No">No</button>\n\n<form data-format="json">\n<label for="bike">Bike:</label>\n<input type="text" name="bike" value="Fjell 3">\n<label for="when">Day:</label>\n<input type="date" name="when">\n<label for="rush">It is urgent</label>\n<input type="checkbox" name="rush">\n<button>Ask for it</button>\n</form>',
  },
  play: async ({ canvas, userEvent, args }) => {
    await userEvent.click(await canvas.findByRole('button', { name: /Book/ }));
    await expect(args.onAction).toHaveBeenCalledWith('Yes, book the service');
    await userEvent.click(canvas.getByRole('button', { name: 'Ask for it' }));
    await expect(args.onAction).toHaveBeenLastCalledWith('{"bike":"Fjell 3","when":"","rush":false}');
  },
};

function Weather({ value }: MarkdownDataProps) {
  const place = typeof value === 'object' && value !== null && 'place' in value ? String(value.place) : '';
  return <p data-dify="data-placeholder">Weather in {place}: clear</p>;
}

/** A block of data is the app's own component; one that is no JSON is code. */
export const Data: Story = {
  args: {
    components: { data: { weather: Weather } },
    text: '```dify:weather\n{ "place": "Oslo" }\n```\n\n```dify:weather\n{ "place": \n```',
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Weather in Oslo: clear')).toBeVisible();
    await expect(canvas.getByRole('region')).toHaveTextContent('"place":');
  },
};

/** Data that is still arriving keeps its place. */
export const DataArriving: Story = {
  args: {
    components: { data: { weather: Weather } },
    streaming: true,
    text: 'The weather:\n\n```dify:weather\n{ "pla',
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Preparing…')).toBeVisible();
  },
};

/** A table has its content to take along, and scrolls inside itself. */
export const Table: Story = {
  args: {
    text: '| Part | Torque | Tool | Note |\n|---|--:|---|---|\n| Rear motor axle, M12 | 40 Nm | Hex 8 | Both sides, alternate |\n| Torque arm bolt | 9 Nm | Torx 30 | Threadlocker, blue |\n| Disc rotor bolts | 6 Nm | Torx 25 | Crosswise, two rounds |',
  },
  play: async ({ canvas }) => {
    await expect(canvas.getAllByRole('row')).toHaveLength(4);
    await expect(canvas.getByRole('button', { name: 'Download CSV' })).toBeVisible();
  },
};

/** An image of the content waits until the reader asks for it. */
export const BlockedImage: Story = {
  args: { text: 'The exploded view:\n\n![Rear axle](https://cdn.parts-catalogue.example/axle.png)' },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('button', { name: 'Load image' })).toBeVisible();
    await expect(canvas.queryByRole('img')).toBeNull();
  },
};

/** What tries to load, run or disguise something stays text. */
export const Hostile: Story = {
  args: { text: hostileTexts.join('\n\n') },
  play: async ({ canvasElement }) => {
    await expect(
      canvasElement.querySelectorAll('img, script, iframe, form, style, object, [onerror], [onclick]'),
    ).toHaveLength(0);
  },
};

const answer =
  '## Loosen the axle\n\nUse a **hex 8** key and turn both nuts [alternately](https://handbook.example/axle).\n\n```sh\ntorque --axle 40\n```\n\n| Part | Nm |\n|---|--:|\n| Axle | 40 |\n\n- Check it\n- Check it **again**';

function Growing({ text, ...props }: MarkdownProps) {
  const [length, setLength] = useState(0);
  const shown = Math.min(length, text.length);
  return (
    <>
      <button type="button" data-dify="button" data-variant="secondary" onClick={() => setLength(shown + 12)}>
        More
      </button>
      <Markdown {...props} text={text.slice(0, shown)} streaming={shown < text.length} />
    </>
  );
}

/** Text arrives in pieces: marks never show as signs first, and the caret goes when the text is complete. */
export const Streaming: Story = {
  args: { text: answer },
  render: (args) => <Growing {...args} />,
  play: async ({ canvas, canvasElement, userEvent }) => {
    const more = canvas.getByRole('button', { name: 'More' });
    for (let length = 0; length < answer.length; length += 12) {
      await expect(canvasElement.querySelectorAll('[data-dify="caret"]')).toHaveLength(1);
      await expect(canvasElement.textContent).not.toContain('**');
      await userEvent.click(more);
    }
    await expect(canvasElement.querySelector('[data-dify="caret"]')).toBeNull();
    await expect(canvas.getByText('again')).toBeVisible();
  },
};

/** Japanese: taller lines, emphasis without slant. */
export const Japanese: Story = {
  args: {
    lang: 'ja',
    text: '# 乗る前に\n\nバッテリーを一度**満充電**にしてください。*必ず*確認します。\n\n1. サドルの高さを合わせる\n2. 空気圧を確認する：3.5 bar\n\n> バッテリーが半分だけ掛かった状態で乗らないでください。',
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('heading', { level: 3 })).toHaveTextContent('乗る前に');
  },
};

/** Arabic: text and lists from the right, code from the left. */
export const RightToLeft: Story = {
  args: {
    lang: 'ar',
    dir: 'rtl',
    text: '# قبل الركوب\n\nاشحن البطارية **بالكامل** مرة واحدة.\n\n1. اضبط ارتفاع المقعد\n2. افحص ضغط الإطارات: 3.5 bar\n\n> لا تركب والبطارية نصف مثبتة.\n\n```sh\nnpm install @dify-oapi/react\n```\n\n| الجزء | العزم |\n|---|--:|\n| المحور | 40 Nm |',
  },
  play: async ({ canvas }) => {
    await expect(getComputedStyle(canvas.getByRole('heading', { level: 3 })).direction).toBe('rtl');
    await expect(getComputedStyle(canvas.getByRole('region', { name: 'Code: Shell' })).direction).toBe('ltr');
  },
};
