import { type AssistantMessage, formsOf, isFormOpen, textOf } from '@dify-oapi/core';
import { CirclePause, CircleStop, CloudOff, RotateCw, Search, Shield } from 'lucide-react';
import { useChatActions } from '../../hooks/use-chat-actions.ts';
import { useChatSelector } from '../../hooks/use-chat-selector.ts';
import { describeError } from '../../labels/describe-error.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { Button } from '../button/button.tsx';
import { Callout } from '../callout/callout.tsx';
import { useSlot } from '../chat/slots.ts';
import { Icon } from '../icon/icon.tsx';
import { AnswerError } from './answer-error.tsx';
import { NewConversationButton } from './new-conversation-button.tsx';

/** How an answer ended, where it is not simply complete, and the way on. */
export function AnswerEnd({ message, isLast }: { message: AssistantMessage; isLast: boolean }) {
  const labels = useLabels();
  const actions = useChatActions();
  const ErrorSlot = useSlot('Error', AnswerError);
  const { status } = message;
  const askAgain = (
    <Button size="sm" icon={RotateCw} onClick={() => void actions.regenerate(message.id)}>
      {labels.askAgain}
    </Button>
  );
  const tryAgain = isLast ? (
    <Button size="sm" icon={RotateCw} onClick={() => void actions.retry()}>
      {labels.tryAgain}
    </Button>
  ) : (
    askAgain
  );
  switch (status.type) {
    case 'pending':
    case 'streaming':
      return <Reconnecting />;
    case 'stopped':
      return (
        <div data-dify="row">
          <span data-dify="status">
            <Icon as={CircleStop} />
            {labels.stopped}
          </span>
          {status.serverUnaware && <span data-dify="subtle">{labels.stoppedServerUnaware}</span>}
          {message.unstored && <span data-dify="subtle">{labels.notStored}</span>}
          {askAgain}
        </div>
      );
    case 'paused':
      return formsOf(message).some(isFormOpen) ? null : (
        <Callout
          tone="warning"
          mark={<Icon as={CirclePause} />}
          title={labels.waitingForPerson}
          detail={labels.waitingForPersonDetail}
        />
      );
    case 'interrupted':
      return (
        <Callout
          tone="warning"
          title={labels.interrupted}
          detail={labels.interruptedDetail}
          action={
            <>
              <Button size="sm" icon={Search} onClick={() => void actions.checkAgain(message.id)}>
                {labels.checkAgain}
              </Button>
              <Button
                size="sm"
                icon={RotateCw}
                onClick={() => void (isLast ? actions.retry() : actions.regenerate(message.id))}
              >
                {labels.askAgain}
              </Button>
            </>
          }
        />
      );
    case 'failed': {
      const { title, detail, action } = describeError(status.error, labels);
      const way = action === 'new-conversation' ? <NewConversationButton /> : action && tryAgain;
      return <ErrorSlot error={status.error} title={title} detail={detail} action={way} />;
    }
    case 'complete':
      if (message.replaced) {
        return (
          <span data-dify="status">
            <Icon as={Shield} />
            {labels.replaced}
          </span>
        );
      }
      if (message.unstored) {
        return (
          <span data-dify="status">
            <Icon as={CloudOff} />
            {labels.notStored}
          </span>
        );
      }
      return textOf(message) === '' && message.parts.length === 0 ? (
        <p data-dify="subtle">{labels.emptyAnswer}</p>
      ) : null;
  }
}

/** Only the live row stands on this: settled rows do not hear of the connection. */
function Reconnecting() {
  const labels = useLabels();
  const isReconnecting = useChatSelector(({ status }) => status === 'reconnecting');
  if (!isReconnecting) return null;
  return (
    <Callout
      tone="info"
      mark={<span data-dify="bead" />}
      title={labels.reconnecting}
      detail={labels.reconnectingDetail}
    />
  );
}
