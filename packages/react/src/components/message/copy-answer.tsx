import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useLabels } from '../../provider/use-labels.ts';
import { IconButton } from '../button/icon-button.tsx';

/** Milliseconds that the check stays. */
const shownMs = 1500;

/** Copies an answer as Markdown, and says so for a moment. */
export function CopyAnswer({ text }: { text: () => string }) {
  const labels = useLabels();
  const [outcome, setOutcome] = useState<'copied' | 'failed'>();
  useEffect(() => {
    if (outcome === undefined) return;
    const timer = setTimeout(() => setOutcome(undefined), shownMs);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = () => {
    const copying = navigator.clipboard?.writeText(text()) ?? Promise.reject(new Error('no clipboard'));
    copying.then(
      () => setOutcome('copied'),
      () => setOutcome('failed'),
    );
  };
  const said = outcome === 'copied' ? labels.copied : labels.copyFailed;
  return (
    <>
      <IconButton
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
