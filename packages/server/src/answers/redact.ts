/** Longer sentences are for logs, not for people. */
const longest = 4000;

const secrets: readonly RegExp[] = [
  /\b(?:app|dataset|sk|pk|rk|ghp|gho|xox[a-z])[-_][A-Za-z0-9_*-]{6,}/g,
  /\bBearer\s+[^\s"'\\]+/gi,
  /\beyJ[A-Za-z0-9_.-]{8,}/g,
  /\bAIza[A-Za-z0-9_-]{8,}/g,
];

const addresses: readonly RegExp[] = [
  /\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s"'<>\\]+/gi,
  /\bhost=(['"])[^'"]*\1(?:,\s*port=\d+)?/g,
  /\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b/g,
];

/** A sentence of a server without keys, tokens and addresses of machines. */
export function redact(text: string): string {
  let plain = text.slice(0, longest);
  for (const pattern of secrets) plain = plain.replace(pattern, '[key]');
  for (const pattern of addresses) plain = plain.replace(pattern, '[address]');
  return plain;
}

/** For sentences inside answers; anything but text is left out. */
export function redacted(value: unknown): unknown {
  if (value === null) return null;
  return typeof value === 'string' ? redact(value) : undefined;
}
