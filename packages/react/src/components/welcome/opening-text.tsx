import { lazyPart, useLazyPart } from '../../primitives/lazy-part.ts';
import { useLabels } from '../../provider/use-labels.ts';

const markdown = lazyPart(async () => (await import('../../markdown/markdown.tsx')).Markdown);

/** What Markdown could mean something by. */
const marks = /[\\`*_[\]<>#|~&:@-]|\n|^\s|www\.|\d[.)]/;

/** The opening line. Most are a plain sentence, which is there at once; Markdown waits for its reader. */
export function OpeningText({ text }: { text: string }) {
  const labels = useLabels();
  const Markdown = useLazyPart(markdown);
  if (Markdown !== undefined) return <Markdown text={text} labels={labels} dir="auto" />;
  return (
    <div data-dify="prose" dir="auto">
      <p dir="auto">{marks.test(text) ? ' ' : text}</p>
    </div>
  );
}
