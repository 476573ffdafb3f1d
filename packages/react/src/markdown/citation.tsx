'use no memo';

import { use } from 'react';
import { type MarkdownCitationProps, SettingsContext } from './settings.ts';

/** The mark of a source inside a sentence. */
export function Citation({ number }: MarkdownCitationProps) {
  const { components, labels } = use(SettingsContext);
  if (components.citation) return <components.citation number={number} />;
  return (
    <button type="button" data-dify="citation" aria-label={`${labels.source} ${number}`}>
      {number}
    </button>
  );
}
