const root = 'dify-oapi';

/** Whose records: one app's or knowledge base's address, and one person. */
export interface StorageScope {
  /** Where the calls go: `client.baseURL`. */
  readonly baseURL: string;
  /** A stable word for the person who is signed in; empty where the page does not say. */
  readonly person: string;
}

/** The beginning of every key of an address, whoever the person is. */
export function addressPrefix(baseURL: string): string {
  return `${root}/${encodeURIComponent(baseURL)}/`;
}

/** The beginning of every key of a scope. */
export function scopePrefix({ baseURL, person }: StorageScope): string {
  return `${addressPrefix(baseURL)}${encodeURIComponent(person)}/`;
}

/** The person of a key of that address; `undefined` for other keys. */
export function personOf(key: string, baseURL: string): string | undefined {
  const prefix = addressPrefix(baseURL);
  const end = key.indexOf('/', prefix.length);
  if (!key.startsWith(prefix) || end === -1) return undefined;
  try {
    return decodeURIComponent(key.slice(prefix.length, end));
  } catch {
    return undefined;
  }
}
