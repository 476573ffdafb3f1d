import type { AssistantMessage } from '@dify-oapi/core';
import { UserCheck } from 'lucide-react';
import { use } from 'react';
import { type PartProps, usePart } from '../../primitives/part.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { AnswerContext } from '../chat/answer-context.ts';
import { FeaturesContext } from '../chat/features.ts';
import { useSlot } from '../chat/slots.ts';
import { Icon } from '../icon/icon.tsx';
import { groupSources } from '../sources/source-groups.ts';
import { SourceList } from '../sources/source-list.tsx';
import { SourcesContext } from '../sources/sources-context.ts';
import { AnswerActions } from './answer-actions.tsx';
import { AnswerEnd } from './answer-end.tsx';
import { AnswerParts } from './answer-parts.tsx';
import { FollowUps } from './follow-ups.tsx';
import { isLive } from './is-live.ts';

/** What a message shows of itself to style sheets. */
export type MessageState = { role: string; status: string | undefined };

/** Props of `AssistantMessageView`. What is not listed goes to the `<article>`. */
export interface AssistantMessageViewProps extends Omit<PartProps<'article', MessageState>, 'children'> {
  message: AssistantMessage;
  isLast: boolean;
}

/** What the app answers: steps, text, sources, how it ended, what can be done. Renders an `<article>`. */
export function AssistantMessageView({ message, isLast, ...props }: AssistantMessageViewProps) {
  const labels = useLabels();
  const { appName } = use(AnswerContext);
  const features = use(FeaturesContext);
  const SourcesSlot = useSlot('Sources', SourceList);
  const ActionsSlot = useSlot('Actions', AnswerActions);
  const { type } = message.status;
  const live = isLive(message);
  const sources = groupSources(message.sources);
  const element = usePart('article', 'message', props, {
    state: { role: 'assistant', status: type },
    own: {
      'data-message': message.id,
      'aria-label': appName ?? labels.assistant,
      'aria-busy': live || undefined,
      children: (
        <>
          {message.annotation && (
            <span data-dify="status">
              <Icon as={UserCheck} />
              <bdi>{labels.approvedAnswer(message.annotation.author ?? '')}</bdi>
            </span>
          )}
          <AnswerParts message={message} />
          <AnswerEnd message={message} isLast={isLast} />
          {features.sources !== false && <SourcesSlot message={message} />}
          {!live && type !== 'failed' && <ActionsSlot message={message} isLast={isLast} />}
          {isLast && type === 'complete' && <FollowUps />}
        </>
      ),
    },
  });
  return <SourcesContext value={sources}>{element}</SourcesContext>;
}
