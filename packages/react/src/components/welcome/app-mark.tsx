import { Bike, Book, type LucideIcon, MessageCircle } from 'lucide-react';
import { use, useState } from 'react';
import { useAppConfig } from '../../hooks/use-app-config.ts';
import { type PartProps, usePart } from '../../primitives/part.ts';
import { ShellContext } from '../chat/shell-context.ts';
import { siteColor } from '../chat/site-theme.ts';
import { Icon } from '../icon/icon.tsx';
import { ownUrl } from '../media/own-url.ts';

/** Emoji that Dify stores by name and that have a line icon of the same meaning. */
const named: Readonly<Record<string, LucideIcon>> = { bike: Bike, book: Book };

/** What the app's sign shows to style sheets. */
export type AppMarkState = { size: 'sm' | 'lg'; emoji: boolean; picture: boolean };

/** Props of `Chat.Mark`: those of a `<span>`. */
export interface AppMarkProps extends PartProps<'span', AppMarkState> {
  /** 24 px, or 44 px. @default 'sm' */
  size?: 'sm' | 'lg' | undefined;
}

/** The app's sign: its emoji or its picture. A picture on another host is never loaded. Renders a `<span>`. */
export function AppMark({ size = 'sm', ...props }: AppMarkProps) {
  const site = useAppConfig().data?.site;
  const { siteTheme } = use(ShellContext);
  const [failed, setFailed] = useState<string>();
  const icon = site?.icon_type === 'emoji' ? (site.icon ?? '') : '';
  const isEmoji = icon.length <= 16 && /\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(icon);
  const address = site?.icon_type === 'image' ? site.icon_url : site?.icon_type === 'link' ? site.icon : undefined;
  const url = address ? ownUrl(address) : undefined;
  const picture = url === failed ? undefined : url;
  const background = siteTheme && isEmoji ? siteColor(site?.icon_background) : undefined;
  return usePart('span', 'mark', props, {
    state: { size, emoji: isEmoji, picture: picture !== undefined },
    own: {
      'aria-hidden': true,
      style: background === undefined ? undefined : { background },
      children:
        picture !== undefined ? (
          <img src={picture} alt="" onError={() => setFailed(picture)} />
        ) : isEmoji ? (
          icon
        ) : (
          <Icon as={named[icon] ?? MessageCircle} />
        ),
    },
  });
}
