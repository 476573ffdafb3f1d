import { tokenPieces } from '../model/token-pieces.ts';

/** What an answer has cost. */
export interface Spent {
  readonly prompt: number;
  readonly answer: number;
  /** Seconds. */
  readonly latency: number;
}

/** About as many as a model's own tokenizer would count. */
export function countTokens(text: string): number {
  return tokenPieces(text).length;
}

/** Usage in the order of keys in which servers write it. A stopped run has spent nothing, and says so oddly. */
export function usageOf({ prompt, answer, latency }: Spent, price: '0' | '0E-7' = '0'): object {
  return {
    prompt_tokens: prompt,
    prompt_unit_price: '0',
    prompt_price_unit: '0',
    prompt_price: price,
    completion_tokens: answer,
    completion_unit_price: '0',
    completion_price_unit: '0',
    completion_price: price,
    total_tokens: prompt + answer,
    total_price: price,
    currency: 'USD',
    latency: Math.round(latency * 1e9) / 1e9,
  };
}
