import type { AssistantMessage } from '@dify-oapi/core';
import { use } from 'react';
import { type PartProps, usePart } from '../../primitives/part.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { useLocale } from '../../provider/use-locale.ts';
import { formatScore } from './passage.tsx';
import { PassageTrigger } from './passage-trigger.tsx';
import { groupSources, type SourceGroup } from './source-groups.ts';
import { SourcesContext } from './sources-context.ts';

/** Props of `Sources`. What is not listed goes to the `<section>`. */
export interface SourcesProps extends Omit<PartProps<'section'>, 'children'> {
  /** Whose sources. @default the answer around it */
  message?: AssistantMessage | undefined;
}

/** The documents that an answer rests on, one card each. Renders a `<section>`, or nothing without any. */
export function SourceList({ message, ...props }: SourcesProps) {
  const labels = useLabels();
  const around = use(SourcesContext);
  const { groups } = around.groups.length === 0 && message !== undefined ? groupSources(message.sources) : around;
  const element = usePart('section', 'sources', props, {
    own: {
      children: (
        <>
          <h3>{labels.sourceCount(groups.length)}</h3>
          <ol>
            {groups.map((group) => (
              <li key={group.key}>
                <SourceCard group={group} />
              </li>
            ))}
          </ol>
        </>
      ),
    },
  });
  return groups.length === 0 ? null : element;
}

function SourceCard({ group }: { group: SourceGroup }) {
  const labels = useLabels();
  const locale = useLocale();
  const positions = group.passages.flatMap(({ segment_position: at }) => (typeof at === 'number' ? [String(at)] : []));
  const scores = group.passages.flatMap(({ score }) => (typeof score === 'number' ? [score] : []));
  return (
    <PassageTrigger part="source" group={group} passages={group.passages}>
      <span data-dify="citation">{group.number}</span>
      <strong data-dify="truncate" title={group.name} dir="auto">
        {group.name}
      </strong>
      <span data-dify="meta">
        {positions.length > 0 ? (
          <span>{labels.chunks(positions)}</span>
        ) : (
          <span>{labels.passageCount(group.passages.length)}</span>
        )}
        {scores.length > 0 && (
          <span>
            <bdi>{formatScore(Math.max(...scores), locale)}</bdi>
          </span>
        )}
      </span>
    </PassageTrigger>
  );
}
