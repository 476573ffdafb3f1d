import { DifyError } from '@dify-oapi/core';
import { use } from 'react';
import { useAppConfig } from '../../hooks/use-app-config.ts';
import { useChatSelector } from '../../hooks/use-chat-selector.ts';
import { useInputsForm } from '../../hooks/use-inputs-form.ts';
import { useSendMessage } from '../../hooks/use-send-message.ts';
import { describeError } from '../../labels/describe-error.ts';
import { fillVariables } from '../../primitives/fill-variables.ts';
import { type PartProps, usePart } from '../../primitives/part.ts';
import { useLabels } from '../../provider/use-labels.ts';
import type { AppConfig } from '../../queries/app-config-query.ts';
import { Button } from '../button/button.tsx';
import { Callout } from '../callout/callout.tsx';
import { useFeature } from '../chat/features.ts';
import { ShellContext } from '../chat/shell-context.ts';
import { useSlot } from '../chat/slots.ts';
import { InputsFormPlace } from '../inputs-form/inputs-form-place.tsx';
import { PromptList } from '../prompt-list/prompt-list.tsx';
import { AppMark } from './app-mark.tsx';
import { OpeningText } from './opening-text.tsx';

/** What the beginning shows to style sheets. */
export type WelcomeState = { loading: boolean };

/** Props of `Chat.Welcome`: those of a `<div>`. Its children stand between the opening line and the starter questions. */
export type WelcomeProps = PartProps<'div', WelcomeState>;

/** What a new conversation begins with: the app's mark, name, opening line, form and starter questions. Renders a `<div>`. */
export function Welcome(props: WelcomeProps) {
  const isNew = useChatSelector(({ messageIds, history }) => messageIds.length === 0 && history.status === 'idle');
  const { data: config, error, refetch } = useAppConfig();
  if (!isNew) return null;
  if (config !== undefined) return <Opening {...props} config={config} />;
  return error === null ? <WelcomeSkeleton /> : <WelcomeFailed error={error} onRetry={() => void refetch()} />;
}

function Opening({ config, children, ...props }: WelcomeProps & { config: AppConfig }) {
  const { inputs } = use(ShellContext);
  const InputsForm = useSlot('InputsForm', InputsFormPlace);
  const form = useInputsForm();
  const known = { ...inputs, ...form.values };
  const { info, parameters, site } = config;
  const opening = parameters.opening_statement || site?.description || info.description || '';
  const [, heading, rest] = /^#{1,2} +(.+?)(?:\n+([\s\S]*))?$/.exec(fillVariables(opening, known).trim()) ?? [];
  const text = heading === undefined ? fillVariables(opening, known) : (rest ?? '');
  return usePart('div', 'welcome', props, {
    state: { loading: false },
    own: {
      children: (
        <>
          <AppMark size="lg" />
          <div>
            <h2 dir="auto">{heading ?? (site?.title || info.name)}</h2>
            {text !== '' && <OpeningText text={text} />}
          </div>
          <InputsForm />
          {children}
          <Starters questions={parameters.suggested_questions ?? []} />
        </>
      ),
    },
  });
}

function Starters({ questions }: { questions: readonly string[] }) {
  const labels = useLabels();
  const send = useSendMessage();
  const { inputs } = use(ShellContext);
  const Suggestions = useSlot('Suggestions', PromptList);
  const isOffered = useFeature('suggestions');
  const starters = questions.filter((question) => question.trim() !== '');
  if (!isOffered || starters.length === 0) return null;
  return (
    <Suggestions
      label={labels.starterQuestions}
      prompts={starters.map((question) => fillVariables(question, inputs))}
      onPick={(text) => void send({ text })}
    />
  );
}

function WelcomeFailed({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const labels = useLabels();
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
          <Button size="sm" onClick={onRetry}>
            {labels.tryAgain}
          </Button>
        }
      />
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
