/** What an answer has cost. */
export interface Spent {
  readonly prompt: number;
  readonly answer: number;
  /** Seconds. */
  readonly latency: number;
}

/** How servers write that nothing was paid: to a model, for no answer at all, for a stopped one. */
export type ZeroPrice = '0' | '0.0' | '0E-7';

/** Usage in the order of keys in which servers write it. */
export function usageOf({ prompt, answer, latency }: Spent, price: ZeroPrice = '0'): object {
  const unit = price === '0.0' ? '0.0' : '0';
  return {
    prompt_tokens: prompt,
    prompt_unit_price: unit,
    prompt_price_unit: unit,
    prompt_price: price,
    completion_tokens: answer,
    completion_unit_price: unit,
    completion_price_unit: unit,
    completion_price: price,
    total_tokens: prompt + answer,
    total_price: price,
    currency: 'USD',
    latency: Math.round(latency * 1e9) / 1e9,
  };
}
