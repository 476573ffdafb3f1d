// Builds pages as their developers do, out of the built packages: one that keeps to what is for pages, and one that imports
// the server by mistake. Needs `pnpm build` first.
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'dify-oapi-page-')));

/** Builds a page of one module. Answers its code, or why there is none. */
async function page(code) {
  writeFileSync(path.join(folder, 'page.js'), code);
  try {
    await build({
      configFile: false,
      root: folder,
      logLevel: 'silent',
      build: { rolldownOptions: { input: path.join(folder, 'page.js') }, emptyOutDir: true },
    });
  } catch (error) {
    return { failure: String(error) };
  }
  const assets = path.join(folder, 'dist/assets');
  return {
    code: readdirSync(assets)
      .map((file) => readFileSync(path.join(assets, file), 'utf8'))
      .join(''),
  };
}

function check(name, isRight) {
  console.log(`${isRight ? 'ok    ' : 'FAILED'} ${name}`);
  if (!isRight) process.exitCode = 1;
}

try {
  mkdirSync(path.join(folder, 'node_modules/@dify-oapi'), { recursive: true });
  for (const name of ['core', 'server']) {
    symlinkSync(path.join(root, 'packages', name), path.join(folder, 'node_modules/@dify-oapi', name), 'junction');
  }
  const right = await page(
    "import { createBrowserDify } from '@dify-oapi/core'; window.dify = createBrowserDify({ url: '/api/dify/a' });",
  );
  check(
    'a page holds the client and no word of a key',
    right.code !== undefined && !/[`'"]Bearer |apiKey/.test(right.code),
  );
  const named = await page(
    "import { createDifyHandler } from '@dify-oapi/server'; window.handler = createDifyHandler;",
  );
  check('P34 a page that imports the server is not built, or says so when it is loaded', isStopped(named));
} finally {
  rmSync(folder, { recursive: true });
}

function isStopped({ code, failure }) {
  return failure?.includes('not-for-browsers') || code?.includes('was loaded in a browser') || false;
}
