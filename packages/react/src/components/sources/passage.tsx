import type { RetrieverResource } from '@dify-oapi/core';
import { useLabels } from '../../provider/use-labels.ts';
import { useLocale } from '../../provider/use-locale.ts';

/** One passage with where it comes from. */
export function Passage({ passage }: { passage: RetrieverResource }) {
  const labels = useLabels();
  const locale = useLocale();
  const { content, dataset_name, segment_position, score } = passage;
  return (
    <div data-dify="passage">
      <p dir="auto">{content ? content.trim() : labels.noPassage}</p>
      <span data-dify="meta">
        {dataset_name && (
          <span>
            <bdi>{dataset_name}</bdi>
          </span>
        )}
        {typeof segment_position === 'number' && <span>{labels.chunks([String(segment_position)])}</span>}
        {typeof score === 'number' && (
          <span>
            <bdi>{formatScore(score, locale)}</bdi>
          </span>
        )}
      </span>
    </div>
  );
}

/** A score with two decimals. */
export function formatScore(score: number, locale: string | undefined): string {
  return new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(score);
}
