import { X } from 'lucide-react';
import { type ReactElement, useEffect, useState, useSyncExternalStore } from 'react';
import { useAppConfig } from '../../hooks/use-app-config.ts';
import { spokenText } from '../../hooks/voice/spoken-text.ts';
import { type PartProps, usePart } from '../../primitives/part.ts';
import { sessionOf } from '../../provider/session-of.ts';
import { useDify } from '../../provider/use-dify.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { IconButton } from '../button/icon-button.tsx';
import { useBubble } from './bubble-context.ts';
import { bubbleRecords } from './bubble-records.ts';

/** What an invitation says. */
export interface InvitationWords {
  /** @default the app's name */
  title?: string | undefined;
  /** @default the first paragraph of the app's opening line, without variables nobody has filled in */
  text?: string | undefined;
}

/** Props of the card. */
export interface InvitationProps extends Omit<PartProps<'aside'>, 'children' | 'title'>, InvitationWords {}

/** The card, unless this person has answered one before; nothing where there is nothing to say. */
export function Invitation(props: InvitationProps): ReactElement | null {
  const { isOpen, unread } = useBubble();
  const { getSnapshot, isInvited, noteInvited, subscribe } = bubbleRecords(sessionOf(useDify()));
  useSyncExternalStore(subscribe, getSnapshot, getSnapshot);
  const isNew = isInvited() === false;
  useEffect(() => {
    if (isOpen && isNew) noteInvited();
  }, [isOpen, isNew, noteInvited]);
  if (!isNew || isOpen || unread > 0) return null;
  const card = { ...props, onDismiss: noteInvited };
  return props.title === undefined || props.text === undefined ? <OfApp {...card} /> : <Card {...card} />;
}

interface CardProps extends InvitationProps {
  onDismiss(): void;
}

/** In the app's own words, which are asked for only now. */
function OfApp({ title, text, ...props }: CardProps) {
  const config = useAppConfig().data;
  if (config === undefined) return null;
  const { info, parameters, site } = config;
  const opening = spokenText(parameters.opening_statement || site?.description || info.description || '');
  // A line with a gap in it reads badly.
  const own = opening.split(/\n\s*\n/).find((paragraph) => !/\{\{/.test(paragraph) && paragraph.trim() !== '');
  const said = text ?? own?.trim();
  return said ? <Card {...props} title={title ?? (site?.title || info.name)} text={said} /> : null;
}

function Card({ title, text, onDismiss, ...props }: CardProps) {
  const labels = useLabels();
  const { launcher, panelId, setOpen } = useBubble();
  const dismiss = () => {
    launcher.current?.focus();
    onDismiss();
  };
  // It comes without anybody asking, so it is said once, when the region that says it has been on the page for a moment.
  const [said, setSaid] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSaid(`${labels.invitation}: ${title}\n${text}`), 150);
    return () => clearTimeout(timer);
  }, [labels.invitation, title, text]);
  const card = usePart('aside', 'invitation', props, {
    own: {
      'aria-label': labels.invitation,
      onKeyDown(event) {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        dismiss();
      },
      children: (
        <>
          <button
            type="button"
            data-dify="invitation-open"
            aria-expanded={false}
            aria-controls={panelId}
            onClick={() => setOpen(true)}
          >
            <strong dir="auto">{title}</strong>
            <span dir="auto">{text}</span>
          </button>
          <IconButton label={labels.dismissInvitation} icon={X} onClick={dismiss} />
        </>
      ),
    },
  });
  return (
    <>
      {card}
      <span data-dify="visually-hidden" role="status">
        {said}
      </span>
    </>
  );
}
