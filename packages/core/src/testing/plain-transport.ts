import type { Transport } from '../transport/options.ts';

/** A transport without keys, retries that wait for nothing, and a `fetch` of the test's. */
export function plainTransport(
  fetch: Transport['fetch'],
  more: Partial<Transport> = {},
): Transport & { waits: number[] } {
  const waits: number[] = [];
  return {
    baseURL: 'http://dify.test/v1',
    fetch,
    headers: () => ({ authorization: 'Bearer app-CANARY0123456789' }),
    bindUser: true,
    user: 'u1',
    timeout: 60_000,
    maxRetries: 2,
    logger: undefined,
    random: () => 0.5,
    sleep: async (ms) => {
      waits.push(ms);
    },
    waits,
    ...more,
  };
}
