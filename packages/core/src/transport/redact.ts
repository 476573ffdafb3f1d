/** Keys and tokens by their looks. */
const secrets: readonly RegExp[] = [
  /\b(?:app|dataset|sk|pk|rk|ghp|gho|xox[a-z])[-_][A-Za-z0-9_*-]{6,}/g,
  /\b(?:Bearer|Basic)\s+[^\s"',\\]+/gi,
  /\beyJ[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]+)*/g,
  /\bAIza[A-Za-z0-9_-]{8,}/g,
];

/** Fields that hold what nobody else may read, in JSON, headers and forms: `"api_key": "…"`, `cookie: …`. */
const secretFields =
  /(["']?\b(?:authorization|(?:set-)?cookie|api[-_]?key|x-api-key|access[-_]?token|refresh[-_]?token|client[-_]?secret|password)["']?\s*[:=]\s*)("[^"]*"|'[^']*'|[^\s,;&}]+)/gi;

/** Queries of addresses: signed addresses have their secret there. */
const queries = /(\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s"'<>?#\\]+|\/[\w.~%/-]+)\?[^\s"'<>\\]+/gi;

/** A text of a server's or runtime's without keys, tokens, cookies and queries of addresses. */
export function redact(text: string, known: readonly string[] = []): string {
  let plain = text;
  for (const secret of known) if (secret.length >= 6) plain = plain.replaceAll(secret, '[key]');
  for (const pattern of secrets) plain = plain.replace(pattern, '[key]');
  return plain.replace(secretFields, '$1[key]').replace(queries, '$1?[query]');
}

/** The values of a call's headers that are secrets. */
export function secretsOf(headers: Readonly<Record<string, string>>): string[] {
  return Object.entries(headers).flatMap(([name, value]) =>
    /authorization|cookie|key|token|secret/i.test(name) ? [value, value.replace(/^\w+\s+/, '')] : [],
  );
}
