import type { Meta, StoryObj } from '@storybook/react-vite';
import { useState } from 'react';
import { expect } from 'storybook/test';
import { Markdown, type MarkdownProps } from '../markdown.ts';
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
