/** Text without what only printers need, then by the rules that are on. */
export function cleanText(text: string, rules: readonly { id: string; enabled: boolean }[]): string {
  const isOn = (id: string) => rules.some((rule) => rule.id === id && rule.enabled);
  let clean = text
    .replaceAll('<|', '<')
    .replaceAll('|>', '>')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: those are the ones to drop
    .replaceAll(/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe]/g, '');
  if (isOn('remove_extra_spaces')) {
    clean = clean
      .replaceAll(/\n{3,}/g, '\n\n')
      .replaceAll(/[\t\f\r \u00a0\u1680\u180e\u2000-\u200a\u202f\u205f\u3000]{2,}/g, ' ');
  }
  if (isOn('remove_urls_emails')) {
    clean = clean.replaceAll(/[\w.+-]+@[A-Za-z0-9-]+\.[A-Za-z0-9.-]+/g, '').replaceAll(/(?<!\]\()https?:\/\/\S+/g, '');
  }
  return clean;
}
