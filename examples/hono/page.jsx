import { createBrowserDify } from '@dify-oapi/core';
import { DifyProvider } from '@dify-oapi/react';
import { DifyChat } from '@dify-oapi/react/chat';
import { createRoot } from 'react-dom/client';
import '@dify-oapi/react/styles.css';

const dify = createBrowserDify({ url: '/api/dify/support' });

createRoot(document.getElementById('root')).render(
  <DifyProvider dify={dify}>
    <DifyChat />
  </DifyProvider>,
);
