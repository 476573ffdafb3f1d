import { createBrowserDify } from '@dify-oapi/core';
import { createLoggedFetch } from './logged-fetch.ts';
import { createNetworkLog } from './network-log.ts';

const url = '/api/dify/support';

/** Every request that the page's client makes. */
export const networkLog = createNetworkLog();

/** The page's client. It knows the handler's address and nothing else: key and user stay on the server. */
export const dify = createBrowserDify({ url, fetch: createLoggedFetch(networkLog, url) });
