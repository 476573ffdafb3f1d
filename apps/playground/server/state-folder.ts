import path from 'node:path';

/** Where the playground keeps what must outlive a restart. `DIFY_PLAYGROUND_STATE` moves it, e.g. for tests. */
export function stateFolder(): string {
  return path.resolve(process.env.DIFY_PLAYGROUND_STATE ?? path.join(import.meta.dirname, '../.dify'));
}
