'use no memo';

import { Check, Copy, type LucideIcon } from 'lucide-react';
import { use, useEffect, useState } from 'react';
import { BlockButton } from './block-button.tsx';
import { SettingsContext } from './settings.ts';

const shownMs = 1500;

interface CopyButtonProps {
  readonly label: string;
  /** The text to copy, made when it is asked for. */
  readonly text: () => string;
  readonly icon?: LucideIcon;
}

/** Copies a text, and says so for a moment. */
export function CopyButton({ label, text, icon = Copy }: CopyButtonProps) {
  const { labels } = use(SettingsContext);
  const [outcome, setOutcome] = useState<'copied' | 'failed'>();

  useEffect(() => {
    if (!outcome) return;
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
  const said = outcome === 'copied' ? labels.copied : outcome === 'failed' ? labels.copyFailed : label;

  return (
    <BlockButton label={said} icon={outcome === 'copied' ? Check : icon} outcome={outcome} onClick={copy}>
      <span data-dify="visually-hidden" role="status">
        {outcome ? said : ''}
      </span>
    </BlockButton>
  );
}
