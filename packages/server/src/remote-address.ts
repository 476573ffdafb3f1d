/**
 * Addresses by the requests that came from them. A site's code may come to have this module twice, once bundled and once
 * not, and both have to know the same.
 */
const key = Symbol.for('@dify-oapi/server:addresses');

/**
 * The address at the other end of the connection that a request came over, for servers that people reach without a proxy in
 * between: behind one it is the proxy's, the same for everybody. Known behind `toNodeListener`, Express, Fastify, Hono on
 * Node and Vite.
 *
 * @example createDifyHandler({ anonymous: true, rateLimit: { clientIP: remoteAddress }, … })
 */
export function remoteAddress(request: Request): string | undefined {
  return addresses().get(request);
}

/** Notes where a request comes from. */
export function cameFrom(request: Request, address: string | undefined): void {
  if (address !== undefined) addresses().set(request, address);
}

function addresses(): WeakMap<Request, string> {
  const known: unknown = Reflect.get(globalThis, key);
  if (known instanceof WeakMap) return known;
  const made = new WeakMap<Request, string>();
  Object.defineProperty(globalThis, key, { value: made });
  return made;
}
