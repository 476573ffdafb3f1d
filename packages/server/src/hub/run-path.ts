/** A run that a page asks for by its handle. */
export interface RunPath {
  readonly handle: string;
  readonly action: 'attach' | 'stop';
  /** The only method that this path knows. */
  readonly method: 'GET' | 'POST';
}

/** The run that a path names, for paths that are the handler's own and not Dify's. */
export function runPath(path: string): RunPath | undefined {
  const [, handle, stop] = /^\/runs\/([A-Za-z0-9_.~-]{1,512})(\/stop)?$/.exec(path) ?? [];
  if (handle === undefined) return undefined;
  return stop === undefined ? { handle, action: 'attach', method: 'GET' } : { handle, action: 'stop', method: 'POST' };
}
