import { useEffect, useState } from 'react';
import { lazyPart } from '../../primitives/lazy-part.tsx';
import { useBubble } from './bubble-context.ts';
import type { InvitationProps } from './invitation.tsx';

const Card = lazyPart<InvitationProps>(async () => (await import('./invitation.tsx')).Invitation);

/** Props of `Chat.Invitation`. What is not listed goes to the `<aside>`. */
export interface InvitationPlaceProps extends InvitationProps {
  /** Milliseconds before it shows. @default 4000 */
  delayMs?: number | undefined;
}

/**
 * A small card beside the launcher that invites to the chat: once to each person, after a while, until it is dismissed or the
 * chat was opened. It takes no focus and loads nothing before its time has come. Renders an `<aside>`.
 */
export function Invitation({ delayMs = 4000, ...props }: InvitationPlaceProps) {
  const { isLoaded } = useBubble();
  const [isDue, setDue] = useState(false);
  useEffect(() => {
    if (isLoaded) return;
    const timer = setTimeout(() => setDue(true), delayMs);
    return () => clearTimeout(timer);
  }, [isLoaded, delayMs]);
  return isDue ? <Card {...props} /> : null;
}
