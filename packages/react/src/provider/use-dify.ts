import type { Dify } from '@dify-oapi/core';
import { use } from 'react';
import { DifyContext } from './dify-context.ts';

/**
 * The client of the nearest `DifyProvider`.
 *
 * @throws Error when there is none
 */
export function useDify(): Dify {
  const context = use(DifyContext);
  if (context === null) {
    throw new Error(
      "useDify found no client. Wrap the tree in <DifyProvider dify={createBrowserDify({ url: '/api/dify/…' })}>.",
    );
  }
  return context.dify;
}
