// Runs the command line from its sources, bundled for this run: `node packages/emulator/cli.dev.mjs --seed lab`.
import { rmSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));
const outDir = `${root}node_modules/.cache/cli-${process.pid}`;
process.on('exit', () => rmSync(outDir, { recursive: true, force: true }));
await build({
  root,
  configFile: false,
  logLevel: 'warn',
  resolve: { conditions: ['@dify-oapi/source'] },
  ssr: { resolve: { conditions: ['@dify-oapi/source', 'node', 'import'] }, noExternal: [/^@dify-oapi\//] },
  build: { ssr: 'src/cli.ts', outDir, emptyOutDir: true, target: 'node20' },
});
await import(pathToFileURL(`${outDir}/cli.js`).href);
