import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defaultServerConditions, defineConfig, loadEnv } from 'vite';
import { dify } from '../../packages/server/src/vite.ts';
import { compiler } from '../../tools/react-compiler.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const repository = fileURLToPath(new URL('../..', import.meta.url));
const condition = '@dify-oapi/source';

export default defineConfig(({ mode }) => {
  // For server.ts alone: nothing of this reaches the page.
  const env = { ...loadEnv(mode, repository, 'DIFY_'), ...loadEnv(mode, here, 'DIFY_') };
  for (const [name, value] of Object.entries(env)) process.env[name] ??= value;
  return {
    root: here,
    envDir: false,
    plugins: [
      react({ compiler }),
      dify({ entry: '/server.ts' }),
      dify({ entry: '/server/playground-answers.ts', basePath: '/api/playground' }),
    ],
    resolve: { conditions: [condition, ...defaultClientConditions] },
    ssr: { resolve: { conditions: [condition, ...defaultServerConditions] } },
    // Made ready before the first visitor asks: a cold start on a busy machine shows no empty page.
    server: { host: 'localhost', port: 5173, strictPort: true, warmup: { clientFiles: ['./src/main.tsx'] } },
    build: { chunkSizeWarningLimit: 1000 },
    preview: { host: 'localhost', port: 5173, strictPort: true },
  };
});
