import type { AssistantMessage } from '@dify-oapi/core';
import { Check } from 'lucide-react';
import { use } from 'react';
import type { Labels } from '../../labels/labels.ts';
import { Markdown } from '../../markdown/markdown.tsx';
import { formatDuration } from '../../primitives/format-duration.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { useLocale } from '../../provider/use-locale.ts';
import { AnswerContext } from '../chat/answer-context.ts';
import { CitationMark } from '../sources/citation-mark.tsx';
import { SourcesContext } from '../sources/sources-context.ts';
import { FoldedSteps } from '../steps/folded-steps.tsx';
import { StepList } from '../steps/step-list.tsx';
import { nodeSteps, type Step, searchStep, toolStep } from '../steps/steps-of.tsx';
import { AnswerFiles } from './answer-files.tsx';
import { AnswerForm } from './answer-form.tsx';
import { segmentsOf } from './segments-of.ts';

const components = { citation: CitationMark };

/** Numbers that may well be sources, while it is not known yet which are. */
const anyNumber = { has: (number: number) => number >= 1 && number <= 50 };

/** Steps, text and files of an answer in the order in which they came. */
export function AnswerParts({ message }: { message: AssistantMessage }) {
  const labels = useLabels();
  const locale = useLocale();
  const { expectsSources, showsSteps } = use(AnswerContext);
  const { cited } = use(SourcesContext);
  const isLive = message.status.type === 'pending' || message.status.type === 'streaming';
  const segments = segmentsOf(message.parts);
  const nodes = showsSteps ? nodeSteps(message, labels, locale) : [];
  const first = segments[0]?.type === 'tools' ? segments[0].parts.map((part) => toolStep(part, labels)) : [];
  const search = searchStep(message, labels);
  const before: readonly Step[] = [...nodes, ...first, ...(search ? [search] : [])];
  const rest = first.length > 0 ? segments.slice(1) : segments;
  const filler = fillerStep(message, before, expectsSources, labels, locale);
  const steps = filler === undefined ? before : [...before, filler];

  return (
    <>
      {steps.length > 0 &&
        (!isLive && steps.length >= 3 ? <FoldedSteps steps={steps} message={message} /> : <StepList steps={steps} />)}
      {rest.map((segment) => {
        if (segment.type === 'tools')
          return <StepList key={segment.id} steps={segment.parts.map((part) => toolStep(part, labels))} />;
        if (segment.type === 'files') return <AnswerFiles key={segment.id} files={segment.parts} />;
        if (segment.type === 'human-input') return <AnswerForm key={segment.id} form={segment.part.form} />;
        return (
          <Markdown
            key={segment.id}
            text={segment.part.text}
            streaming={isLive && segment.part.state === 'streaming'}
            components={components}
            citations={isLive && expectsSources && cited.size === 0 ? anyNumber : cited}
            labels={labels}
            dir="auto"
          />
        );
      })}
    </>
  );
}

/**
 * The line that says something is going on while nothing else does.
 * Where a search may be told of only at the end, the line stays and keeps its room, so that the text does not jump.
 */
function fillerStep(
  { parts, status, timing }: AssistantMessage,
  before: readonly Step[],
  expectsSources: boolean,
  labels: Labels,
  locale: string | undefined,
): Step | undefined {
  const isLive = status.type === 'pending' || status.type === 'streaming';
  const last = parts.at(-1);
  const isSeen =
    last?.type === 'text' ||
    before.some(({ state }) => state === 'running') ||
    (last?.type === 'tool' && last.state === 'running');
  if (isLive && !isSeen) return { id: 'working', state: 'running', icon: Check, label: labels.working };
  if (!expectsSources || before.length > 0 || timing?.firstTokenMs === undefined) return undefined;
  const label = labels.workedFor(formatDuration(timing.firstTokenMs, locale));
  return { id: 'working', state: 'done', icon: Check, label };
}
