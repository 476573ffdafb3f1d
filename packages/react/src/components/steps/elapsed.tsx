import { useNow } from '../../hooks/use-now.ts';
import { formatDuration } from '../../primitives/format-duration.ts';
import { useLocale } from '../../provider/use-locale.ts';

/** How long something runs already, by the second. Nothing in the first one. */
export function Elapsed({ since }: { since: number }) {
  const locale = useLocale();
  const seconds = Math.floor((useNow() + 1000 - since) / 1000);
  return seconds < 1 ? null : <bdi>{formatDuration(seconds * 1000, locale)}</bdi>;
}
