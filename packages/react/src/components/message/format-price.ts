/**
 * A price for people, with as many digits as small sums need.
 *
 * @param price a decimal as text, e.g. `0.0012` or `0E-7`
 * @returns `undefined` for nothing, and for what is no price
 */
export function formatPrice(
  price: string | null | undefined,
  currency: string | null | undefined,
  locale: string | undefined,
): string | undefined {
  const value = Number(price ?? '0');
  if (!Number.isFinite(value) || value <= 0) return undefined;
  const digits = { maximumSignificantDigits: 3 };
  return /^[A-Z]{3}$/.test(currency ?? '')
    ? new Intl.NumberFormat(locale, { ...digits, style: 'currency', currency: currency ?? 'USD' }).format(value)
    : new Intl.NumberFormat(locale, digits).format(value);
}
