import type { ModelUsage } from '../model/model.ts';

/** How long a model took. Seconds; null where the node does not stream. */
export interface ModelTimes {
  readonly latency: number;
  readonly firstToken: number | null;
  readonly generation: number | null;
}

/** Usage in the order of keys in which nodes write it. */
export function llmUsage(
  { prompt_tokens, completion_tokens }: ModelUsage,
  { firstToken, generation, latency }: ModelTimes,
  zero: '0' | '0.0' | '0E-7' = '0',
): Record<string, unknown> {
  return {
    prompt_tokens,
    prompt_unit_price: zero,
    prompt_price_unit: zero,
    prompt_price: zero,
    completion_tokens,
    completion_unit_price: zero,
    completion_price_unit: zero,
    completion_price: zero,
    total_tokens: prompt_tokens + completion_tokens,
    total_price: zero,
    currency: 'USD',
    latency: thousandth(latency),
    time_to_first_token: firstToken === null ? null : thousandth(firstToken),
    time_to_generate: generation === null ? null : thousandth(generation),
  };
}

/** `execution_metadata` of a node that asked a model. */
export function costOf({ prompt_tokens, completion_tokens }: ModelUsage, price = '0'): Record<string, unknown> {
  return { total_tokens: prompt_tokens + completion_tokens, total_price: price, currency: 'USD' };
}

function thousandth(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
