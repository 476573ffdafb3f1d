/** Documents that hold every kind of block next to every other, in the shapes that models write. */
export const documents: readonly string[] = [
  '',
  'One paragraph.',
  'One\nparagraph\nin lines.  \nWith a break\\\nand another.\n\nA second one with **bold**, *em*, `code`, ~~gone~~ and [a link](https://example.com/a "t").',
  '# One\n\n## Two ##\nText right after.\n### Three\n\nSetext\n===\n\nAnother\n---\nText\n\n---\n\n***\nEnd',
  'Steps:\n- one\n- two\n  - nested\n  - again\n    1. deep\n- three\n\nAfter the list.\n\n1. first\n2. second\n\n   A paragraph in it.\n\n3. third\n\n**Bold** after a list.\n\n7) other\n8) numbers',
  '- a\n\n- b\n\n\n- c\n\n* d\n+ e\n\n---\n\n- [ ] open\n- [x] done\n- [ ] `code` task\n',
  '```ts\nconst a = 1;\n\n\nconst b = `x`;\n```\n\nText\n\n~~~\n```\nnot a fence\n```\n~~~\nRight after.\n\n````md\n```js\nx\n```\n````\n',
  'Text\n```js\nopen\n\nfence without end',
  '1. Do this:\n   ```bash\n   npm install\n\n   npm start\n   ```\n2. And that:\n\n   ```\n   x\n   ```\n\nDone.',
  '- item\n```js\nat the margin\n\nx\n```\nAfter.',
  '> A quote\n> with lines\nand a lazy one.\n\n> Another\n>\n> > nested\n> - list\n> - in it\n\n> ```\n> code\n> ```\nAfter.',
  '| a | b |\n|---|:-:|\n| 1 | **2** |\n| `x|y` | \\| |\nno pipes\n\nAfter the table.\n\na | b\n- | -\n1 | 2\n\n| not | a table |\n\nx',
  '    indented code\n\n    goes on\n\nText\n    not code\n\n\ttab code\n',
  '<div>\n**not bold**\n</div>\n\nText <b>inline</b> &amp; &lt;b&gt; &copy; &#65; &unknown; AT&T\n\n<details>\n<summary>More</summary>\n\n```js\nx\n```\n\n</details>\n\nEnd',
  '<!-- a comment\n\nover lines -->\n\nText\n\n<pre>\n\n# no heading\n\n</pre>\n\nText\n\n<script>\n\nalert(1)\n</script>\nEnd\n\n<?php\n\n?>\n\nx <!-- y -->',
  'See [the docs][docs] and [other] and [docs].\n\nText.\n\n[docs]: https://example.com/docs "Docs"\n[other]: <https://example.com/other>\n\nLate [Docs].',
  'A note[^1] and a citation [1][2] and [3].\n\n[^1]: The note.\n[^2]: word\n\n[3]: https://example.com/three',
  '答えは**東京**です。\n\n1. 一つ目\n2. 二つ目\n\n> 引用\n\n| 名前 | 値 |\n|---|---|\n| あ | い |',
  'مرحبا **بالعالم**\n\n- واحد\n- اثنان\n\n```py\nprint("x")\n```',
  'Line\r\nwindows\r\n\r\n- a\r\n- b\r\n\r\n```\r\ncode\r\n```\r\n',
  '* * *\n\n- - -\n_ _ _\n\n*not hr\n\n-\n\n  x\n\n-\n- a\n-\n\n10. ten\n11. eleven\n\n2024 was a year.\n\n- a\n\n2024. x\n\n-5 degrees',
  'Euler: $e^{i\\pi} + 1 = 0$\n\n$$\n\\sum_{i=0}^n x_i\n$$\n\nhttps://example.com/path?q=1&r=2. Visit www.example.org or mail a@b.example.\n\n<https://example.com> <a@b.example>',
  '#\n##\n#hash\n####### seven\n\n```\n\n```\n``` a`b\nx\n\n   ```\n   shifted\n\n   x\n   ```\n\ntext',
  '1. a\n\n   > quote\n\n   | a | b |\n   |---|---|\n   | 1 | 2 |\n\n2. b\n\ntext\n  - c\n\n    d\n\n # heading\n\n>x\n\n  >y',
  '[a]: https://example.com/x\n"title"\n\n[b]: https://example.com/y "t\n\n[c]:\nhttps://example.com/z\n\n[a] [b] [c]',
  '\n\n\n   \n\ntext\n \n   \n\t\n\nmore\n\n\n',
  'Multiple\n\n\n\n\nblank\n- [link](https://example.com/a(b)c)\n- ![image](https://example.com/i.png)\n- ![ref][r]\n\n[r]: https://example.com/r.png',
];

/** Deterministic random numbers in [0, 1). */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const lines = [
  'text',
  'more text here',
  '**bold** line',
  '# heading',
  '## other',
  '#',
  '- item',
  '- ',
  '-',
  '* star',
  '1. one',
  '2. two',
  '10) ten',
  '  - nested',
  '   continued',
  '    deep',
  '\ttab',
  '> quote',
  '> - quoted item',
  '>',
  '> ```',
  '```',
  '```js',
  '  ```',
  '   ```',
  '~~~',
  '````',
  '``` a`b',
  '---',
  '===',
  '- - -',
  '***',
  '| a | b |',
  '|---|---|',
  '| 1 | 2 |',
  'a | b',
  '<div>',
  '</div>',
  '<b>x</b>',
  '<x-y>',
  '<!-- open',
  'close -->',
  '<pre>',
  '</pre>',
  '<br>',
  '[a]: https://example.com/a',
  'see [a] and [b][a]',
  '[b]: https://example.com/b',
  '   ',
];

/** A document of lines that were drawn by chance, a third of them empty. */
export function randomDocument(seed: number): string {
  const random = randomNumbers(seed);
  const pick = () => (random() < 0.33 ? '' : (lines[Math.floor(random() * lines.length)] ?? ''));
  return Array.from({ length: 4 + Math.floor(random() * 22) }, pick).join('\n');
}

/** A long answer: about `length` characters in many blocks. */
export function longDocument(length: number): string {
  const body = documents.slice(1, 7).join('\n\n');
  let text = '';
  for (let part = 0; text.length < length; part++) text += `## Part ${part}\n\n${body}\n\n`;
  return text.slice(0, length);
}
