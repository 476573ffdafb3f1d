// Type-checks a project that uses the built core and server as their users do, out of the packages as they would be
// published, under each way of resolving modules, with the snippets of their READMEs; then the examples. Needs `pnpm build`
// first.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = path.resolve(here, '../..');
const core = path.join(root, 'packages/core');
const server = path.join(root, 'packages/server');
const tsc = fileURLToPath(new URL('bin/tsc', import.meta.resolve('typescript/package.json')));
const project = realpathSync(mkdtempSync(path.join(tmpdir(), 'dify-oapi-consumer-')));

try {
  cpSync(path.join(here, 'project'), project, { recursive: true });
  writeFileSync(path.join(project, 'package.json'), '{ "type": "module", "private": true }');
  install(core);
  install(server);
  const modules = path.join(project, 'node_modules');
  link(path.join(root, 'node_modules/@types/node'), path.join(modules, '@types/node'));
  for (const name of ['express', '@types/express', 'fastify', 'hono']) {
    link(path.join(server, 'node_modules', name), path.join(modules, name));
  }
  link(path.join(server, 'node_modules/@redis/client'), path.join(modules, 'redis'));
  const snippets = writeSnippets(path.join(core, 'README.md'), 'snippets');
  const serverSnippets = writeSnippets(path.join(server, 'README.md'), 'server');
  check(`node16, with ${snippets} snippets of the README`, tsc, '-p', 'tsconfig.node16.json');
  check('nodenext, without Node and DOM', tsc, '-p', 'tsconfig.nodenext.json');
  check('bundler', tsc, '-p', 'tsconfig.bundler.json');
  check(`the server, with ${serverSnippets} snippets of its README`, tsc, '-p', 'tsconfig.server.json');
  check('every entry is imported', '--input-type=module', '-e', importEverything());
  check('examples', tsc, '-p', path.join(root, 'examples/node/tsconfig.json'));
} finally {
  rmSync(project, { recursive: true });
}

/** Runs Node in the project, and says how it went. */
function check(name, ...args) {
  const { status } = spawnSync(process.execPath, args, { cwd: project, stdio: 'inherit' });
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name}`);
  if (status !== 0) process.exitCode = 1;
}

/** A package as it would be published, with what it depends on beside it. */
function install(folder) {
  const modules = path.join(project, 'node_modules');
  const scope = path.join(modules, '@dify-oapi');
  mkdirSync(scope, { recursive: true });
  const packed = execFileSync(
    'npm',
    ['pack', '--json', '--ignore-scripts', '--loglevel=error', '--pack-destination', project],
    { cwd: folder, encoding: 'utf8', shell: process.platform === 'win32' },
  );
  execFileSync('tar', ['-xf', path.join(project, JSON.parse(packed)[0].filename), '-C', scope]);
  renameSync(path.join(scope, 'package'), path.join(scope, path.basename(folder)));
  const { dependencies = {}, peerDependencies = {} } = JSON.parse(
    readFileSync(path.join(folder, 'package.json'), 'utf8'),
  );
  for (const name of Object.keys({ ...dependencies, ...peerDependencies })) {
    const from = path.join(modules, name);
    if (!existsSync(from)) link(path.join(folder, 'node_modules', name), from);
  }
}

function link(target, from) {
  mkdirSync(path.dirname(from), { recursive: true });
  symlinkSync(realpathSync(target), from, 'junction');
}

/** Code that imports each entry of the package. */
function importEverything() {
  const { exports } = JSON.parse(readFileSync(path.join(core, 'package.json'), 'utf8'));
  const entries = Object.keys(exports).filter((entry) => !entry.endsWith('.json'));
  return entries.map((entry) => `await import('@dify-oapi/core${entry.slice(1)}');`).join('\n');
}

/** Each block of TypeScript as a module of its own. */
function writeSnippets(file, folder) {
  const blocks = [...readFileSync(file, 'utf8').matchAll(/^```tsx?\n(.*?)^```$/gms)];
  mkdirSync(path.join(project, folder), { recursive: true });
  for (const [index, [, code]] of blocks.entries()) {
    writeFileSync(path.join(project, folder, `readme-${index + 1}.ts`), `${code}\nexport {};\n`);
  }
  if (blocks.length === 0) throw new TypeError(`${file} has no snippets.`);
  return blocks.length;
}
