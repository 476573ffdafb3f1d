import { DifyError } from '@dify-oapi/core';
import { use } from 'react';
import { useAppConfig } from '../../hooks/use-app-config.ts';
import { useChatActions } from '../../hooks/use-chat-actions.ts';
import { useChatSelector } from '../../hooks/use-chat-selector.ts';
import { describeError } from '../../labels/describe-error.ts';
import { Markdown } from '../../markdown/markdown.tsx';
import { fillVariables } from '../../primitives/fill-variables.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { Button } from '../button/button.tsx';
import { Callout } from '../callout/callout.tsx';
import { ShellContext } from '../chat/shell-context.ts';
import { PromptList } from '../prompt-list/prompt-list.tsx';
import { AppMark } from './app-mark.tsx';

/** What a new conversation begins with: the app's mark, name, opening line and starter questions. */
export function Welcome() {
  const labels = useLabels();
  const actions = useChatActions();
  const { inputs } = use(ShellContext);
  const isNew = useChatSelector(({ messageIds, history }) => messageIds.length === 0 && history.status === 'idle');
  const { data: config, error, refetch } = useAppConfig();
  if (!isNew) return null;
  if (config === undefined) {
    if (error === null) return <WelcomeSkeleton />;
    const { title, detail } =
      error instanceof DifyError
        ? describeError(error, labels)
        : { title: labels.errorOther, detail: labels.errorOtherDetail };
    return (
      <div data-dify="welcome">
        <Callout
          tone="danger"
          title={title}
          detail={detail}
          action={
            <Button size="sm" onClick={() => void refetch()}>
              {labels.tryAgain}
            </Button>
          }
        />
      </div>
    );
  }
  const { info, parameters, site } = config;
  const opening = parameters.opening_statement || site?.description || info.description || '';
  const [, heading, rest] = /^#{1,2} +(.+?)(?:\n+([\s\S]*))?$/.exec(fillVariables(opening, inputs).trim()) ?? [];
  const text = heading === undefined ? fillVariables(opening, inputs) : (rest ?? '');
  const starters = (parameters.suggested_questions ?? []).filter((question) => question.trim() !== '');
  return (
    <div data-dify="welcome">
      <AppMark size="lg" />
      <div>
        <h2 dir="auto">{heading ?? (site?.title || info.name)}</h2>
        {text !== '' && <Markdown text={text} labels={labels} dir="auto" />}
      </div>
      {starters.length > 0 && (
        <PromptList
          label={labels.starterQuestions}
          prompts={starters.map((question) => fillVariables(question, inputs))}
          onPick={(text) => void actions.sendMessage(text)}
        />
      )}
    </div>
  );
}

function WelcomeSkeleton() {
  return (
    <div data-dify="welcome" data-loading="" aria-hidden="true">
      <span data-dify="skeleton" data-shape="mark" />
      <span data-dify="skeleton" data-shape="title" />
      <span data-dify="skeleton" />
      <span data-dify="skeleton" data-shape="short" />
    </div>
  );
}
