/** A short time for people: `61 ms`, `2.8 s`, `14 s`, `2 min`. Number and unit never part. */
export function formatDuration(ms: number, locale: string | undefined): string {
  const format = (value: number, digits: number) =>
    new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value);
  if (ms < 100) return `${format(ms, 0)}\u00a0ms`;
  if (ms < 9950) return `${format(ms / 1000, 1)}\u00a0s`;
  if (ms < 120_000) return `${format(ms / 1000, 0)}\u00a0s`;
  return `${format(ms / 60_000, 0)}\u00a0min`;
}
