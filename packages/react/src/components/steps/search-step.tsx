import type { AssistantMessage } from '@dify-oapi/core';
import { Database } from 'lucide-react';
import { useLabels } from '../../provider/use-labels.ts';
import { Step } from './step.tsx';

/** What a search of the knowledge base found. */
export function SearchStep({ sources }: { sources: AssistantMessage['sources'] }) {
  const labels = useLabels();
  const names = [...new Set(sources.flatMap(({ dataset_name }) => (dataset_name ? [dataset_name] : [])))];
  const name = names.join(', ') || labels.knowledge;
  return (
    <Step
      state="done"
      icon={Database}
      label={labels.searched(name)}
      name={name}
      note={labels.passageCount(sources.length)}
    />
  );
}
