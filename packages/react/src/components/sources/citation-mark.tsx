import { use } from 'react';
import { useLabels } from '../../provider/use-labels.ts';
import { PassageTrigger } from './passage-trigger.tsx';
import { SourcesContext } from './sources-context.ts';

/** The mark of a source inside a sentence: its passage opens on hover and on focus; a press goes to the document. */
export function CitationMark({ number }: { readonly number: number }) {
  const labels = useLabels();
  const source = use(SourcesContext).cited.get(number);
  // Sources are told at the end of an answer; until then its marks only keep their place.
  if (source === undefined) return <span data-dify="citation">{number}</span>;
  const { group, passage } = source;
  return (
    <PassageTrigger
      part="citation"
      group={group}
      passages={[passage]}
      label={labels.sourceNamed(group.number, group.name)}
      leadsToDocument
    >
      {group.number}
    </PassageTrigger>
  );
}
