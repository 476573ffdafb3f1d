// Runs the examples, on the built packages, in Node, Deno and Bun, against an emulator over HTTP. They have to print the same
// lines everywhere. A runtime that is neither installed nor to be had is passed over.
// `node tools/consumer/runtimes.mjs node` runs only the named ones. Needs `pnpm build` first.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { apps, datasetKey } from '../../examples/node/apps.mjs';
import { serveExamples } from '../../examples/node/serve.mjs';

const folder = fileURLToPath(new URL('../../examples/node/', import.meta.url));

/** Each example with the app that it is for. */
const examples = {
  chat: apps.support,
  files: apps.support,
  conversations: apps.support,
  completion: apps.writer,
  workflow: apps.report,
  knowledge: apps.support,
  errors: apps.support,
  builder: apps.support,
  'ai-sdk': apps.support,
};

/** The ways to start each runtime, the first that works is taken. */
const runtimes = {
  node: [[process.execPath]],
  deno: [
    ['deno', 'run', '-A'],
    ['npx', '-y', 'deno@2.9.6', 'run', '-A'],
  ],
  bun: [['bun'], ['npx', '-y', 'bun@1.4.5']],
};

/** Runs a program; what it printed, or `null` when it failed. */
async function run([program = '', ...args], env = {}) {
  const child = spawn(program, args, { cwd: folder, env: { ...process.env, ...env }, timeout: 120_000 });
  let printed = '';
  let failure = '';
  child.stdout.on('data', (piece) => (printed += piece));
  child.stderr.on('data', (piece) => (failure += piece));
  const [code] = await once(child, 'close').catch((error) => [error.message]);
  return { printed, failure: code === 0 ? null : `${failure}${code}` };
}

/** What was printed, without what depends on the moment: the order of things that happen at once, and waits. */
function linesOf(printed) {
  return [...new Set(printed.replaceAll(/\d+ ms/g, 'N ms').split('\n'))].sort().join('\n').trim();
}

/** The first way to start a runtime that works, or `null`. */
async function start(name) {
  for (const command of runtimes[name]) {
    const version = await run([...command.filter((word) => word !== 'run' && word !== '-A'), '--version']);
    if (version.failure === null) return { command, version: version.printed.split('\n')[0] };
  }
  return null;
}

const expected = new Map();
const named = process.argv.slice(2);
for (const name of Object.keys(runtimes).filter((name) => named.length === 0 || named.includes(name))) {
  const runtime = await start(name);
  if (runtime === null) {
    console.log(`passed over ${name}: it is not installed and could not be fetched`);
    continue;
  }
  const server = await serveExamples(0);
  for (const [example, { key }] of Object.entries(examples)) {
    const { printed, failure } = await run([...runtime.command, `${example}.mjs`], {
      DIFY_BASE_URL: server.baseURL,
      DIFY_API_KEY: key,
      DIFY_DATASET_KEY: datasetKey,
    });
    const lines = linesOf(printed);
    if (!expected.has(example)) expected.set(example, lines);
    const good = failure === null && lines !== '' && lines === expected.get(example);
    console.log(`${good ? 'ok    ' : 'FAILED'} ${name} ${runtime.version}: ${example}`);
    if (good) continue;
    console.error(failure ?? `It printed\n${lines}\nand not\n${expected.get(example)}`);
    process.exitCode = 1;
  }
  await server.close(0);
}
