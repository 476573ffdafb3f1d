'use client';

import { createBrowserDify } from '@dify-oapi/core';
import { DifyProvider } from '@dify-oapi/react';
import { DifyChat } from '@dify-oapi/react/chat';

const dify = createBrowserDify({ url: '/api/dify/support' });

export function Help() {
  return (
    <DifyProvider dify={dify}>
      <DifyChat />
    </DifyProvider>
  );
}
