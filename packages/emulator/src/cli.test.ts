import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createDify } from '@dify-oapi/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from './cli/run-cli.ts';
import { type BuiltCli, buildCli } from './testing/built-cli.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'emulator-cli-'));
let cli: BuiltCli;
beforeAll(async () => {
  cli = await buildCli();
});
afterAll(() => {
  cli.remove();
  rmSync(folder, { recursive: true });
});

const file = (name: string, text?: string) => {
  const whole = path.join(folder, name);
  if (text !== undefined) writeFileSync(whole, text);
  return whole;
};

describe('dify-emulator', () => {
  it('prints its flags', async () => {
    const { code, stdout } = await cli.run('--help');
    expect(code).toBe(0);
    for (const flag of ['port', 'host', 'seed', 'persist', 'latency', 'faults', 'profile', 'write-config']) {
      expect(stdout).toContain(`--${flag}`);
    }
  });

  it.each([
    [['--prot', '1'], /Unknown option '--prot'.*--help/],
    [['--port', 'x'], /--port takes a number from 0 to 65535, not "x"/],
    [['--profile', '1.15'], /--profile takes "1.14" or "1.16"/],
    [['--latency', 'fast'], /--latency takes/],
    [['--seed', 'nothing'], /--seed takes "demo", "lab", "empty" or a file/],
    [['--faults', 'explode'], /There is no fault "explode". There are .*cut-after/],
    [['--faults', 'random:x'], /takes a whole number/],
    [['demo'], /There is nothing called "demo"/],
  ])('refuses %j in a sentence', async (args, message) => {
    const { code, stderr } = await cli.run('--port', '0', ...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain('    at ');
  });

  it('refuses a port that is taken', async () => {
    const server = await cli.start('--seed', 'empty');
    const { code, stderr } = await cli.run('--seed', 'empty', '--port', new URL(server.baseURL).port);
    expect(await server.stop()).toBe(0);
    expect(code).toBe(2);
    expect(stderr).toContain('is taken');
  });

  it('serves an app that Dify has exported, of an age', async () => {
    const yaml =
      'app:\n  name: My app\n  mode: chat\nmodel_config:\n  opening_statement: Hello!\n  pre_prompt: Be kind.\n';
    const server = await cli.start('--seed', file('my.yml', yaml), '--profile', '1.14', '--latency', 'instant');
    const dify = createDify({ baseURL: server.baseURL, apiKey: 'app-my' });
    expect((await dify.app.parameters()).opening_statement).toBe('Hello!');
    const { response } = await dify.app.info().withResponse();
    await server.stop();
    expect(response.headers.get('x-version')).toBe('1.14.2');
  });

  it('writes where everything is', async () => {
    const config = file('lab.json');
    const server = await cli.start('--seed', 'lab', '--write-config', config);
    await server.stop();
    const lab = JSON.parse(readFileSync(config, 'utf8'));
    expect(lab.base_url).toBe(server.baseURL);
    expect(lab.apps['workflow-full']).toMatchObject({ mode: 'workflow', api_key: 'app-lab-workflow-full' });
    expect(Object.keys(lab.datasets)).toContain('pipeline_crawl');
    expect(lab.pipeline).toMatchObject({ start_node_id: 'file' });
  });

  it('tells a seed that draws the same faults again', async () => {
    const lines: string[] = [];
    const server = await runCli(['--faults', 'random', '--seed', 'empty', '--port', '0'], {
      log: (line) => lines.push(line),
      error: (line) => lines.push(line),
    });
    await server?.close(0);
    expect(lines[0]).toMatch(/--faults random:\d+ draws the same ones again/);
  });
});

describe('--persist', () => {
  it('holds every acknowledged write after a kill', async () => {
    const state = file('state.json');
    const begin = () => cli.start('--seed', 'empty', '--persist', state, '--quiet');
    const acknowledged = new Set<string>();
    for (const killAfter of [37, 400, 1000]) {
      const server = await begin();
      let asked = 0;
      const writeOn = async () => {
        while (acknowledged.size < killAfter) {
          const made = await fetch(`${server.baseURL}/datasets/tags`, {
            method: 'POST',
            headers: { authorization: 'Bearer dataset-demo', 'content-type': 'application/json' },
            body: JSON.stringify({ name: `${killAfter}-${asked++}` }),
          }).then((response) => response.json());
          acknowledged.add(made.id);
          if (acknowledged.size >= killAfter) await server.kill();
        }
      };
      await Promise.allSettled([1, 2, 3, 4].map(writeOn));
    }
    const server = await begin();
    const dify = createDify({ baseURL: server.baseURL, apiKey: 'dataset-demo' });
    const there = new Set((await dify.tags.list()).map(({ id }) => id));
    await server.stop();
    expect(acknowledged.size).toBeGreaterThanOrEqual(1000);
    expect([...acknowledged].filter((id) => !there.has(id))).toEqual([]);
  });
});
