import type { DifyClient } from '@dify-oapi/core';
import { use } from 'react';
import { DifyContext } from './dify-context.ts';

/**
 * The client of the nearest `DifyProvider`.
 *
 * @throws Error when there is none
 */
export function useDify(): DifyClient {
  const context = use(DifyContext);
  if (context === null) {
    throw new Error(
      "useDify found no client. Wrap the tree in <DifyProvider dify={createBrowserDify({ url: '/api/dify/…' })}>.",
    );
  }
  return context.dify;
}
