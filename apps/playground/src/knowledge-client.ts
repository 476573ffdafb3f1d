import { createBrowserDify } from '@dify-oapi/core';

/** The page's client for knowledge bases. The key stays on the server, as the chat's does. */
export const knowledge = createBrowserDify({ url: '/api/dify/knowledge' });
