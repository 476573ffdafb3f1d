import type { AssistantMessage, ToolPart } from '@dify-oapi/core';
import { Database, Lightbulb, Wrench } from 'lucide-react';
import { formatDuration } from '../../primitives/format-duration.ts';
import { lazyPart } from '../../primitives/lazy-part.tsx';
import { useLabels } from '../../provider/use-labels.ts';
import { useLocale } from '../../provider/use-locale.ts';
import { Elapsed } from '../steps/elapsed.tsx';
import { Step, type StepProps } from '../steps/step.tsx';
import { ToolMark } from './tool-mark.tsx';
import { isSearch, toolName, toolsOf } from './tool-name.ts';

const ToolExchange = lazyPart(async () => (await import('./tool-exchange.tsx')).ToolExchange);

/** Props of `Tool`. What is not listed goes to the `<li>`. */
export interface ToolProps extends Partial<Omit<StepProps, 'state' | 'children' | 'part'>> {
  part: ToolPart;
  /** The answer that it belongs to. */
  message?: AssistantMessage | undefined;
}

/** One use of a tool by an agent: its name, its icon, and what went in and came out. Renders an `<li>`. */
export function Tool({ part, message: _, ...props }: ToolProps) {
  const labels = useLabels();
  const locale = useLocale();
  const { state, input, output, startedAt, ms } = part;
  const tools = toolsOf(part);
  const [first = ''] = tools;
  const isKnowledge = tools.length > 0 && tools.every(isSearch);
  const names = tools.map((tool) => (isSearch(tool) ? labels.knowledge : toolName(tool, part, locale)));
  const name = [...new Set(names)].join(', ');
  const verb = state === 'running' ? labels.using : state === 'failed' ? labels.toolFailed : labels.used;
  const isThought = name === '';
  return (
    <Step
      data-kind="tool"
      state={state}
      icon={isThought ? Lightbulb : isKnowledge ? Database : Wrench}
      mark={!isThought && !isKnowledge && tools.length === 1 ? <ToolMark name={first} /> : undefined}
      label={isThought ? labels.thought : isKnowledge && state === 'done' ? labels.searched(name) : verb(name)}
      name={name}
      note={
        state === 'running'
          ? startedAt !== undefined && <Elapsed since={startedAt} />
          : ms !== undefined && formatDuration(ms, locale)
      }
      {...props}
    >
      {isThought
        ? part.thought && <p dir="auto">{part.thought}</p>
        : (input !== '' || output !== undefined) && <ToolExchange part={part} />}
    </Step>
  );
}
