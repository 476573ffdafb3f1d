import { createBrowserDify } from '@dify-oapi/core';
import { createBreakableLine } from './break-it/breakable-line.ts';
import { createJournal } from './break-it/journal.ts';
import { createLoggedFetch } from './logged-fetch.ts';
import { createNetworkLog } from './network-log.ts';

const url = '/api/dify/support';

/** Every request that the page's client makes. */
export const networkLog = createNetworkLog();

/** What happens to answers on their way, for the page "Break it". */
export const journal = createJournal();

/** The way to the server: can be broken on purpose. */
export const line = createBreakableLine(createLoggedFetch(networkLog, url), journal);

/** The page's client. It knows the handler's address and nothing else: key and user stay on the server. */
export const dify = createBrowserDify({ url, fetch: line.fetch });
