import { createEmulator, knowledgeBaseId } from '@dify-oapi/emulator';
import { describe, expect, it } from 'vitest';
import { toNodeListener } from '../node.ts';
import { knowledgeForm, knowledgeOn } from '../testing/knowledge-on.ts';
import { listen } from '../testing/listen.ts';

describe('the handler for knowledge behind node:http', () => {
  it('uploads, lists and loads a file', async () => {
    const emulator = createEmulator({ knowledge: [{ name: 'Handbook', indexing: 'economy' }] });
    const id = knowledgeBaseId({ name: 'Handbook' });
    const handler = knowledgeOn(emulator.fetch, {
      apiKey: 'dataset-demo',
      baseURL: 'http://localhost/v1',
      datasets: [id],
    });
    const server = await listen(toNodeListener(handler));
    const at = `${server.url}/api/knowledge/datasets/${id}`;
    const headers = { 'x-dify-kit': '1' };
    const made = await fetch(`${at}/document/create-by-file`, { method: 'POST', headers, body: knowledgeForm() });
    expect([made.status, (await made.json()).document.name]).toEqual([200, 'axles.txt']);
    const { data } = await (await fetch(`${at}/documents`)).json();
    const file = await fetch(`${at}/documents/${data[0].id}/file`);
    expect(await file.text()).toBe('Tighten to 40 Nm.');
    expect((await fetch(`${at}/../tags`)).status).toBe(404);
    expect((await fetch(`${server.url}/api/knowledge/datasets/..%2f..%2finfo`)).status).toBe(400);
  });
});
