import { Check, Copy } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useLabels } from '../../provider/use-labels.ts';
import { IconButton } from '../button/icon-button.tsx';

/** Milliseconds that the check stays. */
const shownMs = 1500;

/** Copies an answer, as Markdown and as it looks: each program takes what it can use. Says so for a moment. */
export function CopyAnswer({ text }: { text: () => string }) {
  const labels = useLabels();
  const button = useRef<HTMLButtonElement>(null);
  const [outcome, setOutcome] = useState<'copied' | 'failed'>();
  useEffect(() => {
    if (outcome === undefined) return;
    const timer = setTimeout(() => setOutcome(undefined), shownMs);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = () => {
    const shown = button.current?.closest('[data-dify="message"]')?.querySelectorAll(':scope > [data-dify="prose"]');
    copyRich(text(), [...(shown ?? [])]).then(
      () => setOutcome('copied'),
      () => setOutcome('failed'),
    );
  };
  const said = outcome === 'copied' ? labels.copied : labels.copyFailed;
  return (
    <>
      <IconButton
        ref={button}
        label={outcome === undefined ? labels.copy : said}
        icon={outcome === 'copied' ? Check : Copy}
        onClick={copy}
      />
      <span data-dify="visually-hidden" role="status">
        {outcome === undefined ? '' : said}
      </span>
    </>
  );
}

async function copyRich(markdown: string, shown: readonly Element[]): Promise<void> {
  if (typeof ClipboardItem === 'undefined' || !navigator.clipboard?.write || shown.length === 0) {
    return navigator.clipboard.writeText(markdown);
  }
  // Given as promises, for the right to write ends with the press while something is still loaded.
  const html = import('./rich-text.ts').then((made) => new Blob([made.richText(shown)], { type: 'text/html' }));
  const item = new ClipboardItem({ 'text/plain': new Blob([markdown], { type: 'text/plain' }), 'text/html': html });
  try {
    await navigator.clipboard.write([item]);
  } catch {
    await navigator.clipboard.writeText(markdown);
  }
}
