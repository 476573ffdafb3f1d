import type { AssistantMessage } from '@dify-oapi/core';
import { Play, Square, Volume2 } from 'lucide-react';
import { useReadAloud } from '../../hooks/use-read-aloud.ts';
import type { SpeechStatus } from '../../hooks/voice/speaker.ts';
import { type PartProps, usePart } from '../../primitives/part.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { useFeature } from '../chat/features.ts';
import { Icon } from '../icon/icon.tsx';

/** What the button shows to style sheets. */
export type ReadAloudState = { status: SpeechStatus };

/** Props of `Chat.ReadAloud`. What is not listed goes to the `<button>`. */
export interface ReadAloudButtonProps extends PartProps<'button', ReadAloudState> {
  message: AssistantMessage;
}

/** Reads an answer aloud, and falls silent again. Renders a `<button>`. */
export function ReadAloudButton({ message, ...props }: ReadAloudButtonProps) {
  const labels = useLabels();
  const { status, start, stop } = useReadAloud(message);
  const isGoing = status === 'waiting' || status === 'loading' || status === 'playing';
  const label = isGoing ? labels.stopReading : status === 'blocked' ? labels.readingBlocked : labels.readAloud;
  const button = usePart('button', 'button', props, {
    state: { status },
    own: {
      type: 'button',
      'data-part': 'read-aloud',
      'data-icon-only': '',
      'data-variant': 'ghost',
      'data-size': 'sm',
      'aria-label': label,
      title: label,
      onClick: isGoing ? stop : start,
      children: <Mark status={status} />,
    },
  });
  const isOffered = useFeature('readAloud');
  return (
    <>
      {isOffered && button}
      {status === 'failed' && (
        <span data-dify="meta" role="alert">
          {isOffered ? labels.readingFailed : labels.readingRefused}
        </span>
      )}
    </>
  );
}

function Mark({ status }: { status: SpeechStatus }) {
  switch (status) {
    case 'waiting':
    case 'loading':
      return <span data-dify="bead" data-size="sm" />;
    case 'playing':
      return <Icon as={Square} filled />;
    case 'blocked':
      return <Icon as={Play} filled />;
    default:
      return <Icon as={Volume2} />;
  }
}
