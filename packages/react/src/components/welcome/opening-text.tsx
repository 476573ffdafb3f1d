import { lazyPart } from '../../primitives/lazy-part.tsx';
import { useLabels } from '../../provider/use-labels.ts';

/** Props of `OpeningText`. */
export interface OpeningTextProps {
  text: string;
}

const Markdown = lazyPart(async () => (await import('../../markdown/markdown.tsx')).Markdown, Plain);

/** What Markdown could mean something by. */
const marks = /[\\`*_[\]<>#|~&:@-]|\n|^\s|www\.|\d[.)]/;

/** The app's opening line. Most are a plain sentence, which is there at once; Markdown waits for its reader. */
export function OpeningText({ text }: OpeningTextProps) {
  const labels = useLabels();
  return <Markdown text={text} labels={labels} dir="auto" />;
}

function Plain({ text }: OpeningTextProps) {
  return (
    <div data-dify="prose" dir="auto">
      <p dir="auto">{marks.test(text) ? ' ' : text}</p>
    </div>
  );
}
