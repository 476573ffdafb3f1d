const label = /\[((?:\\[\s\S]|[^[\]\\]){1,999})\]/g;
const none: ReadonlySet<string> = new Set();

/** A link label as definitions are keyed: case and inner spaces do not matter. */
export function normalizeLabel(text: string): string {
  return text.trim().replace(/\s+/g, ' ').toLowerCase().toUpperCase().toLowerCase();
}

/** Labels that a text may refer to, `[like this]` or `[text][like this]`. */
export function referencedLabels(text: string): ReadonlySet<string> {
  if (!text.includes(']')) return none;
  const labels = new Set<string>();
  for (const match of text.matchAll(label)) labels.add(normalizeLabel(match[1] ?? ''));
  return labels;
}
