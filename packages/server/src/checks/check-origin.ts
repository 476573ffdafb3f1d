import { Refusal } from '../refusal.ts';

/** The header that pages' requests carry. Another site's page can only set it after a preflight that we refuse. */
export const kitHeader = 'x-dify-kit';

/**
 * Refuses what another site's page has sent. Trusted are configured origins, and what the browser itself calls
 * `same-origin`. Browsers leave that word out on plain http beyond localhost; only there the page's address
 * is compared with the request's own.
 *
 * @throws Refusal with 403
 */
export function checkOrigin(request: Request, origins: ReadonlySet<string>): void {
  const { headers, method } = request;
  if (!comesFromOurPage(request, origins)) {
    throw new Refusal(
      403,
      'forbidden_origin',
      'This page may not call here. The address of its site has to be in the handler’s `origins`.',
    );
  }
  if (method !== 'GET' && headers.get(kitHeader) !== '1') {
    throw new Refusal(403, 'forbidden_request', `The header ${kitHeader}: 1 is missing. createBrowserDify sends it.`);
  }
}

function comesFromOurPage({ headers, method, url }: Request, origins: ReadonlySet<string>): boolean {
  const origin = headers.get('origin');
  const site = headers.get('sec-fetch-site');
  if (origin !== null && origins.has(origin)) return true;
  if (site !== null) return site === 'same-origin' || (method === 'GET' && site === 'none');
  if (origin !== null) return URL.canParse(origin) && new URL(origin).host === new URL(url).host;
  return method === 'GET' || !headers.has('cookie');
}
