import type { ToolPart } from '@dify-oapi/core';
import { useLabels } from '../../provider/use-labels.ts';
import { useLocale } from '../../provider/use-locale.ts';
import { Exchange } from '../steps/exchange.tsx';
import { toolName, toolsOf } from './tool-name.ts';

/** What a tool was asked, and what came back; of several each by itself. */
export function ToolExchange({ part }: { part: ToolPart }) {
  const labels = useLabels();
  const locale = useLocale();
  const tools = toolsOf(part);
  const [first = ''] = tools;
  const isApart = tools.length > 1 && tools.every((tool) => pick(part.input, tool) !== part.input);
  if (!isApart) {
    return (
      <dl data-state={part.state === 'failed' ? 'failed' : undefined}>
        <Exchange label={labels.asked} value={pick(part.input, first)} />
        <Exchange label={labels.got} value={part.output === undefined ? undefined : pick(part.output, first)} />
      </dl>
    );
  }
  return tools.map((tool) => (
    <section key={tool}>
      <strong>
        <bdi>{toolName(tool, part, locale)}</bdi>
      </strong>
      <dl>
        <Exchange label={labels.asked} value={pick(part.input, tool)} />
        <Exchange label={labels.got} value={part.output === undefined ? undefined : pick(part.output, tool)} />
      </dl>
    </section>
  ));
}

/** What a JSON by tool name says of one tool; the text itself where it is none. */
function pick(text: string, tool: string): unknown {
  if (!text.trimStart().startsWith('{')) return text;
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null || !Object.hasOwn(parsed, tool)) return text;
    const own: unknown = Reflect.get(parsed, tool);
    return own ?? text;
  } catch {
    return text;
  }
}
