// Measures what a page loads before anything is pressed: the entry with all that it imports, without what comes later by
// `import()`, and without React and TanStack Query, which the page has anyway. Fails when it is more than is allowed.
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

const dist = fileURLToPath(new URL('../packages/react/dist/', import.meta.url));
const budgets = [
  { name: '<DifyChat>', code: `export { DifyChat } from '${dist}chat.js';`, kilobytes: 132 },
  { name: '<DifyBubble>', code: `export { DifyBubble } from '${dist}bubble.js';`, kilobytes: 17 },
];

let hasFailed = false;
for (const { name, code, kilobytes } of budgets) {
  const { output } = await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === 'entry' ? '\0entry' : null),
        load: (id) => (id === '\0entry' ? code : null),
      },
    ],
    build: {
      write: false,
      minify: true,
      modulePreload: false,
      rolldownOptions: {
        input: 'entry',
        preserveEntrySignatures: 'strict',
        external: (id) => /^(?:react|react-dom|@tanstack\/react-query)(?:\/|$)/.test(id),
      },
    },
  });
  const chunks = new Map(output.filter(({ type }) => type === 'chunk').map((chunk) => [chunk.fileName, chunk]));
  const initial = new Set([...chunks.values()].filter(({ isEntry }) => isEntry));
  for (const { imports } of initial) {
    for (const file of imports) if (chunks.has(file)) initial.add(chunks.get(file));
  }
  const bytes = [...initial].reduce((sum, { code: written }) => sum + gzipSync(written).length, 0);
  const isFine = bytes <= kilobytes * 1000;
  hasFailed ||= !isFine;
  const later = chunks.size - initial.size;
  console.log(
    `${isFine ? 'ok    ' : 'FAILED'} ${name}: ${(bytes / 1000).toFixed(1)} kB gzip at first (at most ${kilobytes}), ${later} pieces later`,
  );
}
if (hasFailed) process.exitCode = 1;
