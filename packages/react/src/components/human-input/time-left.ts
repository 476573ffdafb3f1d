/** How long a form can still be answered: `3 days`, `5 h`, then `04:59`; `null` in the last minute and after it. */
export function timeLeft(ms: number, locale: string | undefined): string | null {
  if (ms < 60_000) return null;
  const unit = (value: number, name: 'day' | 'hour') =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'long' }).format(value);
  const hours = Math.floor(ms / 3_600_000);
  if (hours >= 48) return unit(Math.floor(hours / 24), 'day');
  if (hours >= 1) return unit(hours, 'hour');
  const two = new Intl.NumberFormat(locale, { minimumIntegerDigits: 2 });
  return `${two.format(Math.floor(ms / 60_000))}:${two.format(Math.floor((ms % 60_000) / 1000))}`;
}
