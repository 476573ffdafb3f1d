const allowedHeaders: ReadonlySet<string> = new Set(['content-type', 'x-app-code', 'x-app-passport', 'authorization']);
const allowedMethods = 'DELETE, GET, OPTIONS, PATCH, POST, PUT';

/**
 * What a server answers a browser that asks before it sends: one header outside of the list, and none is allowed.
 *
 * @param methods of the routes at the path
 */
export function preflight(request: Request, methods: readonly string[], common: Headers): Response {
  const headers = new Headers(common);
  headers.set('Content-Type', 'text/html; charset=utf-8');
  headers.set('Allow', allowHeader(methods));
  const asked = (request.headers.get('access-control-request-headers') ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (asked.length > 0 && asked.every((name) => allowedHeaders.has(name.toLowerCase()))) {
    headers.set('Access-Control-Allow-Headers', [...asked].sort().join(', '));
  }
  const method = request.headers.get('access-control-request-method');
  if (method !== null && allowedMethods.includes(method.toUpperCase())) {
    headers.set('Access-Control-Allow-Methods', allowedMethods);
  }
  return new Response(null, { status: 200, headers });
}

/** The methods that a path takes, as the web framework lists them. */
export function allowHeader(methods: readonly string[]): string {
  const all = new Set([...methods, 'OPTIONS', ...(methods.includes('GET') ? ['HEAD'] : [])]);
  return [...all].sort().join(', ');
}
