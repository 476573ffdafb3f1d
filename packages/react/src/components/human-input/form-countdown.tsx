import { Timer } from 'lucide-react';
import { useNow } from '../../hooks/use-now.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { useLocale } from '../../provider/use-locale.ts';
import { Icon } from '../icon/icon.tsx';
import { timeLeft } from './time-left.ts';

/** How long a form can still be answered. The last minute comes in words, and is said to those who listen. */
export function FormCountdown({ expiresAt }: { expiresAt: number }) {
  const labels = useLabels();
  const locale = useLocale();
  const left = expiresAt - useNow();
  const time = timeLeft(left, locale);
  const words = left <= 0 ? labels.formClosed : time === null ? labels.formLastMinute : '';
  return (
    <>
      <time dateTime={new Date(expiresAt).toISOString()}>
        <Icon as={Timer} size="sm" />
        {time === null ? words : labels.formTimeLeft(time)}
      </time>
      <span data-dify="visually-hidden" role="status">
        {words}
      </span>
    </>
  );
}
