import { use } from 'react';
import { useLabels } from '../../provider/use-labels.ts';
import { Button } from '../button/button.tsx';
import { ShellContext } from '../chat/shell-context.ts';

/** The way out of a conversation that is gone. */
export function NewConversationButton() {
  const labels = useLabels();
  const { openConversation } = use(ShellContext);
  return (
    <Button size="sm" onClick={() => openConversation(null)}>
      {labels.newConversation}
    </Button>
  );
}
