import { useChatActions } from '../../hooks/use-chat-actions.ts';
import { useChatSelector } from '../../hooks/use-chat-selector.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { useSlot } from '../chat/slots.ts';
import { PromptList } from '../prompt-list/prompt-list.tsx';

/** Questions that could come next, below the last answer. */
export function FollowUps() {
  const labels = useLabels();
  const actions = useChatActions();
  const Suggestions = useSlot('Suggestions', PromptList);
  const suggestions = useChatSelector((snapshot) => snapshot.suggestions);
  if (suggestions.length === 0) return null;
  return (
    <Suggestions
      label={labels.followUpQuestions}
      prompts={suggestions}
      onPick={(text) => void actions.sendMessage(text)}
    />
  );
}
