import { describe, expect, it } from 'vitest';
import { formatPrice } from './format-price.ts';

describe('formatPrice', () => {
  it('shows three digits that mean something, however small the sum', () => {
    expect(formatPrice('0.0041234', 'USD', 'en')).toBe('$0.00412');
    expect(formatPrice('12.3456', 'EUR', 'en')).toBe('€12.3');
  });

  it('shows nothing for nothing, and for what is no price', () => {
    for (const price of ['0E-7', '0', '', 'free', '-1', null, undefined]) {
      expect(formatPrice(price, 'USD', 'en')).toBeUndefined();
    }
  });

  it('leaves out a currency that is none', () => {
    expect(formatPrice('0.5', 'tokens', 'en')).toBe('0.5');
    expect(formatPrice('0.5', null, 'en')).toBe('0.5');
  });
});
