/** A time as a clock shows it: `0:07`, `12:30`. */
export function clockTime(ms: number, locale: string | undefined): string {
  const seconds = Math.floor(ms / 1000);
  const format = (value: number, digits: number) =>
    new Intl.NumberFormat(locale, { minimumIntegerDigits: digits, useGrouping: false }).format(value);
  return `${format(Math.floor(seconds / 60), 1)}:${format(seconds % 60, 2)}`;
}
