import type { Usage } from '@dify-oapi/core';

/** How fast a model wrote, by its server's word: from the first word on where that is known, else with the wait before it. */
export function tokensPerSecond(usage: Usage | null | undefined): number | undefined {
  const tokens = usage?.completion_tokens ?? 0;
  const seconds = usage?.time_to_generate || usage?.latency || 0;
  // One word at once has no speed.
  return tokens > 1 && seconds > 0 ? tokens / seconds : undefined;
}
