import { Bike, Book, type LucideIcon, MessageCircle } from 'lucide-react';
import { useAppConfig } from '../../hooks/use-app-config.ts';
import { Icon } from '../icon/icon.tsx';

/** Emoji that Dify stores by name and that have a line icon of the same meaning. */
const named: Readonly<Record<string, LucideIcon>> = { bike: Bike, book: Book };

/** The app's sign: its emoji where it has one. An image on another host is never loaded. */
export function AppMark({ size }: { size: 'sm' | 'lg' }) {
  const site = useAppConfig().data?.site;
  const icon = site?.icon_type === 'emoji' ? (site.icon ?? '') : '';
  const isEmoji = icon.length <= 16 && /\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(icon);
  return (
    <span data-dify="mark" data-size={size} data-emoji={isEmoji ? '' : undefined} aria-hidden="true">
      {isEmoji ? icon : <Icon as={named[icon] ?? MessageCircle} />}
    </span>
  );
}
