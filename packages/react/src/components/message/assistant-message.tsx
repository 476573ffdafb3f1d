import type { AssistantMessage } from '@dify-oapi/core';
import { UserCheck } from 'lucide-react';
import { use } from 'react';
import { useLabels } from '../../provider/use-labels.ts';
import { AnswerContext } from '../chat/answer-context.ts';
import { Icon } from '../icon/icon.tsx';
import { groupSources } from '../sources/source-groups.ts';
import { SourceList } from '../sources/source-list.tsx';
import { SourcesContext } from '../sources/sources-context.ts';
import { AnswerActions } from './answer-actions.tsx';
import { AnswerEnd } from './answer-end.tsx';
import { AnswerParts } from './answer-parts.tsx';
import { FollowUps } from './follow-ups.tsx';

/** Props of `AssistantMessageView`. */
export interface AssistantMessageViewProps {
  message: AssistantMessage;
  isLast: boolean;
}

/** What the app answers: steps, text, sources, how it ended, what can be done. Renders an `<article>`. */
export function AssistantMessageView({ message, isLast }: AssistantMessageViewProps) {
  const labels = useLabels();
  const { appName } = use(AnswerContext);
  const { type } = message.status;
  const isLive = type === 'pending' || type === 'streaming';
  const sources = groupSources(message.sources);
  return (
    <article
      data-dify="message"
      data-role="assistant"
      data-status={type}
      data-message={message.id}
      aria-label={appName ?? labels.assistant}
      aria-busy={isLive || undefined}
    >
      <SourcesContext value={sources}>
        {message.annotation && (
          <span data-dify="status">
            <Icon as={UserCheck} />
            {labels.approvedAnswer(message.annotation.author ?? '')}
          </span>
        )}
        <AnswerParts message={message} />
        <AnswerEnd message={message} isLast={isLast} />
        <SourceList />
        {!isLive && type !== 'failed' && <AnswerActions message={message} />}
        {isLast && type === 'complete' && <FollowUps />}
      </SourcesContext>
    </article>
  );
}
