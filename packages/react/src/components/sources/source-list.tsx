import { use } from 'react';
import { useLabels } from '../../provider/use-labels.ts';
import { useLocale } from '../../provider/use-locale.ts';
import { formatScore } from './passage.tsx';
import { PassagePopover } from './passage-popover.tsx';
import type { SourceGroup } from './source-groups.ts';
import { SourcesContext } from './sources-context.ts';

/** The documents that an answer rests on. Renders nothing without any. */
export function SourceList() {
  const labels = useLabels();
  const { groups } = use(SourcesContext);
  if (groups.length === 0) return null;
  return (
    <section data-dify="sources">
      <h3>{labels.sourceCount(groups.length)}</h3>
      <ol>
        {groups.map((group) => (
          <li key={group.key}>
            <SourceCard group={group} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function SourceCard({ group }: { group: SourceGroup }) {
  const labels = useLabels();
  const locale = useLocale();
  const positions = group.passages.flatMap(({ segment_position: at }) => (typeof at === 'number' ? [String(at)] : []));
  const scores = group.passages.flatMap(({ score }) => (typeof score === 'number' ? [score] : []));
  return (
    <PassagePopover
      group={group}
      passages={group.passages}
      trigger={
        <button type="button" data-dify="source">
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
        </button>
      }
    />
  );
}
