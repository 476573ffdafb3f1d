import { type ChatSnapshot, isBusy } from '@dify-oapi/core';
import { useState } from 'react';
import { useChat } from '../../hooks/chat-context.tsx';
import { useChatSelector } from '../../hooks/use-chat-selector.ts';
import { describeError } from '../../labels/describe-error.ts';
import type { Labels } from '../../labels/labels.ts';
import { useLabels } from '../../provider/use-labels.ts';

/** Says once that an answer has begun, and once how it ended. */
export function Announcer() {
  const labels = useLabels();
  const chat = useChat();
  const busy = useChatSelector(isBusy);
  const [before, setBefore] = useState({ chat, busy });
  const [said, say] = useState('');
  if (before.chat !== chat || before.busy !== busy) {
    setBefore({ chat, busy });
    if (before.chat !== chat) say('');
    else say(busy ? labels.answerStarted : ending(chat.getSnapshot(), labels));
  }
  return (
    <div data-dify="visually-hidden" role="status">
      {said}
    </div>
  );
}

function ending({ messages }: ChatSnapshot, labels: Labels): string {
  const last = messages.at(-1);
  if (last?.role !== 'assistant') return '';
  switch (last.status.type) {
    case 'failed':
    case 'interrupted':
      return describeError(last.status.error, labels).title;
    case 'stopped':
      return labels.stopped;
    case 'paused':
      return labels.waitingForPerson;
    default:
      return labels.answerFinished;
  }
}
