import { memo } from 'react';
import { useMessage } from '../../hooks/use-message.ts';
import { useSlot } from '../chat/slots.ts';
import { AssistantMessageView } from './assistant-message.tsx';
import { UserMessageView } from './user-message.tsx';

/** Props of `MessageRow`. */
export interface MessageRowProps {
  /** The message's local id. */
  id: string;
  /** Whether it is the newest: only then follow-ups and "Try again" make sense. */
  isLast: boolean;
}

/** One row of a conversation, which renders again only when its own message changes. */
export const MessageRow = memo(function MessageRow({ id, isLast }: MessageRowProps) {
  const message = useMessage(id);
  const Question = useSlot('UserMessage', UserMessageView);
  const Answer = useSlot('AssistantMessage', AssistantMessageView);
  if (message === undefined) return null;
  return message.role === 'user' ? <Question message={message} /> : <Answer message={message} isLast={isLast} />;
});
