/** An answer with everything that Markdown has. */
export const markdownSample = `# First heading

Words that are **strong**, *stressed*, ~~gone~~, and some \`code\`.

## Second heading

| Name | Count |
|:-----|------:|
| ash  |     3 |
| elm  |     5 |

- one
- two
  1. inside
  2. again

> A quote with a [link](https://example.com/page?a=1&b=2 "title").

\`\`\`js
const sum = 20 + 22; // forty-two
console.log(\`<i>\${sum}</i>\`);
\`\`\`

Math such as $a^2 + b^2 = c^2$, also as a block:

$$\\sum_{n=1}^{3} n = 6$$

![a picture](https://example.com/pixel.png)

Emoji 👩‍👩‍👧‍👦 🎉, 你好，世界。日本語の文。 שלום עולם مرحبا بالعالم, é ñ ü.
`;

/** An answer with HTML that must not run. */
export const hostileSample =
  'First <script>alert("1")</script>, <img src=x onerror="alert(2)">, [a link](javascript:alert(3)), <a href="javascript:alert(4)">another</a>, <iframe src="https://example.com"></iframe>, and <b>bold</b> words.';

const nouns = 'river lantern stone garden window harbour meadow copper winter orchard valley candle'.split(' ');
const verbs = 'holds follows passes greets measures carries'.split(' ');

/** So many pieces of prose, the same for the same seed. */
export function prosePieces(count: number, seed: number): string[] {
  return Array.from({ length: count }, (_, at) => {
    const list = at % 3 === 1 ? verbs : nouns;
    const word = list[(seed + at * 7) % list.length] ?? '';
    return `${at === 0 ? '' : ' '}${word}${at % 12 === 11 ? '.' : ''}`;
  });
}

/** The ROT13 of a text. */
export function rot13(text: string): string {
  return text.replaceAll(/[a-z]/gi, (letter) => {
    const base = letter <= 'Z' ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
  });
}
