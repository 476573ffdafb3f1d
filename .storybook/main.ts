import type { StorybookConfig } from '@storybook/react-vite';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, mergeConfig } from 'vite';
import { compiler } from '../tools/react-compiler.mjs';

const config: StorybookConfig = {
  framework: '@storybook/react-vite',
  stories: ['../packages/*/src/**/*.stories.tsx'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-vitest'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  typescript: { reactDocgen: 'react-docgen' },
  viteFinal: (vite) =>
    mergeConfig(vite, {
      plugins: [react({ compiler })],
      resolve: { conditions: ['@dify-oapi/source', ...defaultClientConditions] },
      // Found one by one, each dependency of a plug-in would make the page begin anew.
      optimizeDeps: { entries: ['packages/react/src/{index,chat,bubble,knowledge,markdown,markdown-*}.ts'] },
      build: { chunkSizeWarningLimit: 3000 },
    }),
};

export default config;
