import { useChat } from '../../hooks/chat-context.tsx';
import { useChatSelector } from '../../hooks/use-chat-selector.ts';
import { describeError } from '../../labels/describe-error.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { Button } from '../button/button.tsx';
import { Callout } from '../callout/callout.tsx';

/** What stands in the place of messages that are on their way or could not be read. */
export function HistoryState() {
  const labels = useLabels();
  const chat = useChat();
  const { status } = useChatSelector((snapshot) => snapshot.history);
  const error = useChatSelector((snapshot) => snapshot.error);
  if (status === 'loading') return <div data-dify="chat-skeleton" aria-hidden="true" />;
  if (status !== 'error') return null;
  return (
    <div data-dify="chat-log">
      <Callout
        tone="danger"
        title={labels.historyFailed}
        detail={error === null ? undefined : describeError(error, labels).title}
        action={
          <Button size="sm" onClick={() => void chat.actions.refresh()}>
            {labels.tryAgain}
          </Button>
        }
      />
    </div>
  );
}
