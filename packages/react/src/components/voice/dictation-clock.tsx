import { useElapsed } from '../../hooks/use-elapsed.ts';
import { useLocale } from '../../provider/use-locale.ts';
import { clockTime } from './clock-time.ts';

/** How long one has spoken. */
export function DictationClock({ startedAt }: { startedAt: number }) {
  const locale = useLocale();
  const ms = useElapsed({ startedAt, elapsedMs: null }, 250) ?? 0;
  return <time dateTime={`PT${Math.floor(ms / 1000)}S`}>{clockTime(ms, locale)}</time>;
}
