/** Whether code runs where strangers can read it: a page or a worker of one. Edge runtimes with worker globals are servers. */
export function isBrowserLike(): boolean {
  const scope: object = globalThis;
  if ('window' in scope && 'document' in scope) return true;
  const agent: unknown = Reflect.get(Reflect.get(scope, 'navigator') ?? {}, 'userAgent');
  const server = typeof agent === 'string' && /Cloudflare-Workers|Deno|Bun|Node/.test(agent);
  return !server && 'WorkerGlobalScope' in scope && 'importScripts' in scope && !('process' in scope);
}
