import { useLabels } from '../../provider/use-labels.ts';
import { useLocale } from '../../provider/use-locale.ts';

/** A line where another day begins. */
export function DayLine({ day, now }: { day: number; now: number }) {
  const labels = useLabels();
  const locale = useLocale();
  const ago = Math.round((new Date(now).setHours(0, 0, 0, 0) - day) / 86_400_000);
  const date = () => new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(day);
  return (
    <p data-dify="day">
      <span>{ago <= 0 ? labels.today : ago === 1 ? labels.yesterday : date()}</span>
    </p>
  );
}
