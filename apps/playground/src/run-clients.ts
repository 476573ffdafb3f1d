import { createBrowserDify } from '@dify-oapi/core';

/** The page's client for the text generator. Its key stays on the server. */
export const letters = createBrowserDify({ url: '/api/dify/letters' });

/** The page's client for the workflow. Its key stays on the server. */
export const report = createBrowserDify({ url: '/api/dify/report' });
