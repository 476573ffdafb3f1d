/** Longer sentences are for logs, not for people. */
const longest = 4000;

const secrets: readonly RegExp[] = [
  /\b(?:app|dataset|sk|pk|rk|gsk|hf|xai|tvly|ghp|gho|glpat|xox[a-z])[-_][A-Za-z0-9_*-]{6,}/g,
  /\bBearer\s+[^\s"'\\]+/gi,
  /\beyJ[A-Za-z0-9_.-]{8,}/g,
  /\bAIza[A-Za-z0-9_-]{8,}/g,
  /\b(?:AKIA|ASIA)[A-Z0-9]{12,}/g,
];

/** What has such a name is for nobody else: `password=…`, `"api_key": "…"`, also where JSON is a text in JSON. */
const named =
  /(\b(?:api[-_]?key|access[-_]?key|secret(?:[-_]?key)?|password|passwd|pwd|token|user(?:name)?|host(?:name)?|dsn)\\{0,4}["']?\s{0,9}[:=]\s{0,9})(?:(\\{0,4}["'])(?:(?!\2)[\s\S]){1,500}\2|[^\s,;&)}"'\\[]+)/gi;

const addresses: readonly RegExp[] = [
  /\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s"'<>\\]+/gi,
  /\bhost=(['"])[^'"]*\1(?:,\s*port=\d+)?/g,
  /\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b/g,
  // IPv6, with its brackets, zone and port: three colons or two together, which a time of day has not.
  /\[(?=[0-9a-f:.%]*:[0-9a-f.%]*:)[0-9a-f:.]{2,45}(?:%\w{1,15})?\](?::\d+)?/gi,
  /(?<![\w:])(?:[0-9a-f]{1,4}:){3,7}:?[0-9a-f]{0,4}(?![\w:])/gi,
  /(?<![\w:])(?:[0-9a-f]{1,4}:){1,7}:(?:[0-9a-f]{1,4}:){0,6}[0-9a-f]{0,4}(?:%\w{1,15})?(?![\w:])/gi,
  // Machines of a network of one's own, and any with a port.
  /\b(?:[\w-]{1,63}\.){1,9}(?:internal|intranet|local|localdomain|lan|corp|home|svc|cluster|consul)(?:\.[\w-]{1,63}){0,5}\b(?::\d+)?/gi,
  /\b(?:[a-z][\w-]{0,62}\.){1,9}[\w-]{1,63}:\d{2,5}\b/gi,
  /\b[a-z][\w-]{0,62}:\d{4,5}\b/gi,
];

const paths: readonly RegExp[] = [
  /(?<![\w/.])\/(?:[\w.@~+-]{1,100}\/){1,30}[\w.@~+-]*/g,
  /\b[A-Za-z]:\\{1,2}(?:[\w.@~+ -]{1,100}\\{1,2}){0,30}[\w.@~+-]*/g,
];

/** A sentence of a server without keys, passwords, tokens, addresses of machines and paths of files. */
export function redact(text: string): string {
  let plain = text.slice(0, longest);
  for (const pattern of secrets) plain = plain.replace(pattern, '[key]');
  for (const pattern of addresses) plain = plain.replace(pattern, '[address]');
  plain = plain.replace(named, (_, name: string, quote = '') => `${name}${quote}[hidden]${quote}`);
  for (const pattern of paths) plain = plain.replace(pattern, '[path]');
  return plain;
}

/** For sentences inside answers; anything but text is left out. */
export function redacted(value: unknown): unknown {
  if (value === null) return null;
  return typeof value === 'string' ? redact(value) : undefined;
}
