import { use } from 'react';
import { useLabels } from '../../provider/use-labels.ts';
import { PassagePopover } from './passage-popover.tsx';
import { SourcesContext } from './sources-context.ts';

/** The mark of a source inside a sentence: its passage opens on hover, on focus and when pressed. */
export function CitationMark({ number }: { readonly number: number }) {
  const labels = useLabels();
  const source = use(SourcesContext).cited.get(number);
  // Sources are told at the end of an answer; until then its marks only keep their place.
  if (source === undefined) return <span data-dify="citation">{number}</span>;
  const { group, passage } = source;
  return (
    <PassagePopover
      group={group}
      passages={[passage]}
      opensByItself
      trigger={
        <button type="button" data-dify="citation" aria-label={labels.sourceNamed(group.number, group.name)}>
          {group.number}
        </button>
      }
    />
  );
}
