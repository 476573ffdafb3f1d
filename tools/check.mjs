// Runs every check, one after the other, and adds them up: each tool counts as one check, each test as one.
// `pnpm check types unit` runs only the named ones. Those that fetch a platform from the network, `workers` and `next`, run
// only when they are named. Ends with one line: `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';

const reports = mkdtempSync(path.join(tmpdir(), 'dify-oapi-check-'));
const vitest = (name, ...projects) => ({
  run: [
    'vitest run --reporter=default --reporter=json',
    `--outputFile.json=${path.join(reports, `${name}.json`)}`,
    ...projects.map((project) => `--project ${project}`),
  ].join(' '),
  count() {
    const { numPassedTests, numFailedTests, numFailedTestSuites, success } = report(name);
    return [numPassedTests, success ? 0 : Math.max(numFailedTests, numFailedTestSuites, 1)];
  },
  *failures() {
    for (const { name: file, message, status, assertionResults } of report(name).testResults) {
      const failed = assertionResults.filter((test) => test.status === 'failed');
      for (const test of failed) yield [path.relative('.', file), test.fullName, test.failureMessages[0]];
      if (status === 'failed' && failed.length === 0) yield [path.relative('.', file), 'does not run', message];
    }
  },
});

const steps = {
  chromium: { run: 'node tools/ensure-chromium.mjs' },
  servers: { run: 'node tools/ensure-servers.mjs' },
  lint: { run: 'biome check --error-on-warnings' },
  unused: { run: 'knip --no-config-hints' },
  types: { run: 'tsc -p tsconfig.json' },
  portable: { run: 'tsc -p packages/core/tsconfig.portable.json' },
  docs: { run: 'pnpm --filter api-docs generate' },
  features: { run: 'node tools/features.mjs' },
  contrast: { run: 'node tools/contrast.mjs' },
  build: { run: 'pnpm -r build' },
  consumer: { run: 'node tools/consumer/check.mjs' },
  runtimes: { run: 'node tools/consumer/runtimes.mjs node' },
  page: { run: 'node tools/consumer/page.mjs' },
  workers: { run: 'node tools/consumer/workers.mjs', isExtra: true },
  next: { run: 'node tools/consumer/next.mjs', isExtra: true },
  publint: { run: "pnpm -r --filter './packages/*' exec publint --strict" },
  attw: {
    run: "pnpm -r --filter './packages/*' exec attw --pack . --profile esm-only --exclude-entrypoints styles.css markdown/plugins.css themes/almanac.css themes/pebble.css themes/signal.css --quiet",
  },
  size: { run: 'size-limit' },
  initial: { run: 'node tools/initial-size.mjs' },
  unit: vitest('unit', 'node', 'react', 'dom'),
  browser: vitest('browser', 'browser'),
  stories: vitest('stories', 'storybook'),
  storybook: { run: 'storybook build --disable-telemetry --quiet' },
  soak: { isExtra: true, run: 'playwright test --project soak', env: { SOAK: '1' } },
  e2e: {
    run: 'playwright test --reporter=list,json',
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: path.join(reports, 'e2e.json') },
    count() {
      const { stats, errors } = report('e2e');
      return [stats.expected + stats.flaky, stats.unexpected + errors.length];
    },
    *failures() {
      const { suites, errors } = report('e2e');
      for (const error of errors) yield ['', 'does not run', error.message];
      const inside = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(inside)];
      for (const spec of suites.flatMap(inside)) {
        const error = spec.tests.flatMap(({ results }) => results).findLast((result) => result.error)?.error;
        if (error === undefined) continue;
        yield [spec.file, spec.ok ? `${spec.title} (passed at the second try)` : spec.title, error.message];
      }
    },
  },
};

function report(name) {
  return JSON.parse(readFileSync(path.join(reports, `${name}.json`), 'utf8'));
}

/** Each failure with the first lines of its message, at most thirty of them. */
function said(failuresOf) {
  try {
    return [...failuresOf()].slice(0, 30).map(([file, title, message]) => {
      const words = stripVTControlCharacters(message ?? '').trim();
      return `✘ ${file}: ${title}\n    ${words.split('\n').slice(0, 8).join('\n    ').slice(0, 600)}`;
    });
  } catch {
    return [];
  }
}

const named = process.argv.slice(2);
const unknown = named.filter((name) => !(name in steps));
if (unknown.length > 0) {
  console.error(`There is no check called ${unknown.join(', ')}. The checks are ${Object.keys(steps).join(', ')}.`);
  process.exit(2);
}

let passed = 0;
let failed = 0;
const lines = [];
/** What failed, said once more at the end: whoever reads only the last page of a log finds it there. */
const failures = [];
for (const [name, step] of Object.entries(steps)) {
  if (named.length > 0 ? !named.includes(name) : step.isExtra) continue;
  console.log(`\n── ${name} ──`);
  const begun = Date.now();
  const { status } = spawnSync(step.run, {
    shell: true,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, STORYBOOK_DISABLE_TELEMETRY: '1', ...step.env },
  });
  let [good, bad] = status === 0 ? [1, 0] : [0, 1];
  if (step.count) {
    try {
      [good, bad] = step.count();
      if (status !== 0 && bad === 0) bad = 1;
    } catch {
      [good, bad] = [0, 1];
    }
    if (good + bad === 0) bad = 1;
  }
  if (step.failures) failures.push(...said(step.failures));
  passed += good;
  failed += bad;
  const seconds = ((Date.now() - begun) / 1000).toFixed(1);
  lines.push(
    `${bad === 0 ? 'ok    ' : 'FAILED'} ${name.padEnd(10)} ${seconds.padStart(6)} s  ${good} passed, ${bad} failed`,
  );
}
if (failures.length > 0) console.log(`\n${failures.join('\n')}`);
console.log(`\n${lines.join('\n')}\n\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
