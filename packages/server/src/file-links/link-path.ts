/** A file that a page asks for by the handler's own link. */
export interface LinkPath {
  readonly handle: string;
}

/** The link that a path names, if it names one. */
export function linkPath(path: string): LinkPath | undefined {
  const [, handle] = /^\/file-links\/([A-Za-z0-9_.~-]{1,512})$/.exec(path) ?? [];
  return handle === undefined ? undefined : { handle };
}

/**
 * What links of an app begin with: a path of this site, or a whole address for a page of another one.
 *
 * @param origins the other sites whose pages may call
 */
export function linkBaseFor(
  { basePath, origins }: { readonly basePath: string; readonly origins: ReadonlySet<string> },
  app: string,
  request: Request,
): string {
  const path = `${basePath}/${app}/file-links/`;
  const origin = request.headers.get('origin');
  if (origin === null || !origins.has(origin)) return path;
  const url = new URL(path, request.url);
  const forwarded = request.headers.get('x-forwarded-proto')?.split(',')[0]?.trim();
  if (forwarded === 'https') url.protocol = 'https:';
  return url.href;
}
