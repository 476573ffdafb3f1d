// Measures what an application loads before anything is pressed, has failed or is uploaded: of the clients, of a chat, and of
// what comes beside it while the app's words and the conversations are read from the server. An application like any: one
// entry that shows the component, without React and TanStack Query, which it has anyway. The style sheets are measured as
// browsers of their time read them, with nothing written out for older ones. Fails when it is more than is allowed.
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

const core = fileURLToPath(new URL('../packages/core/dist/', import.meta.url));
const dist = fileURLToPath(new URL('../packages/react/dist/', import.meta.url));
const beside = ['hooks/create-chat.js', 'components/viewport/message-list.js', 'components/sidebar/sidebar.js'];
const budgets = [
  {
    name: 'core: createClient with chat.send, streaming',
    code: [
      `import { build, createClient } from '${core}index.js';`,
      `import { chat } from '${core}endpoints.js';`,
      'globalThis.used = [build, createClient, chat.send];',
    ].join('\n'),
    kilobytes: 16.3,
  },
  {
    name: 'core: the whole client',
    code: `import { createDify } from '${core}index.js';\nglobalThis.used = createDify;`,
    kilobytes: 26.3,
  },
  { name: '<DifyChat> at first', entry: 'chat.js', component: 'DifyChat', kilobytes: 50 },
  {
    name: '<DifyChat> with conversation, thread and list',
    entry: 'chat.js',
    component: 'DifyChat',
    with: beside,
    kilobytes: 114,
  },
  { name: '<DifyBubble> at first', entry: 'bubble.js', component: 'DifyBubble', kilobytes: 15 },
];

const sheets = [
  { name: 'styles.css', kilobytes: 12 },
  { name: 'markdown/plugins.css', kilobytes: 1.2 },
];

for (const budget of budgets) {
  const [bytes, later] = await measure(budget);
  say(budget, bytes, `, ${later} pieces later`);
}
for (const sheet of sheets) say(sheet, await measureSheet(sheet.name));

function say({ name, kilobytes }, bytes, rest = '') {
  const isFine = bytes <= kilobytes * 1000;
  if (!isFine) process.exitCode = 1;
  const size = `${(bytes / 1000).toFixed(2)} kB gzip (at most ${kilobytes})`;
  console.log(`${isFine ? 'ok    ' : 'FAILED'} ${name}: ${size}${rest}`);
}

/** @returns the bytes of a style sheet, minified and gzipped */
async function measureSheet(name) {
  const { output } = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, cssTarget: 'esnext', rolldownOptions: { input: `${dist}${name}` } },
  });
  return gzipSync(output.find(({ fileName }) => fileName.endsWith('.css')).source).length;
}

/** @returns an entry that shows a component, and uses other modules of the package */
function showing(entry, component, others) {
  return [
    `import { ${component} } from '${dist}${entry}';`,
    ...others.map((file, index) => `import * as other${index} from '${dist}${file}';`),
    `globalThis.shown = [${[component, ...others.map((_, index) => `other${index}`)].join(', ')}];`,
  ].join('\n');
}

/** @returns the bytes of the entry with all that it imports, gzipped, and the number of files that come later */
async function measure({ entry, component, with: others = [], code = showing(entry, component, others) }) {
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
  return [bytes, chunks.size - initial.size];
}
