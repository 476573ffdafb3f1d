import { describe, expect, it } from 'vitest';
import { errorOf } from '../testing/handler-on.ts';
import { allowed, knowledgeOn } from '../testing/knowledge-on.ts';
import { json, recordedDify } from '../testing/recorded-dify.ts';

const base = 'https://app.example/api/knowledge';
const health = (method = 'GET') => new Request(`${base}/health`, { method });
const list = () => new Request(`${base}/datasets/${allowed}/documents`);
const search = () =>
  new Request(`${base}/datasets/${allowed}/retrieve`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-dify-kit': '1' },
    body: JSON.stringify({ query: 'axles' }),
  });
const page = { data: [], has_more: false, limit: 20, page: 1, total: 0 };

describe('the handler for knowledge', () => {
  it('says nothing of its health unless it is asked for', async () => {
    expect((await knowledgeOn(recordedDify(() => json(page)).fetch)(health())).status).toBe(404);
  });

  it('is well until it closes, and tells that without asking who somebody is', async () => {
    const dify = recordedDify(() => json(page));
    const handler = knowledgeOn(dify.fetch, { health: true, identify: () => null });
    const well = await handler(health());
    expect([well.status, await well.json()]).toEqual([200, { status: 'ok' }]);
    expect((await handler(health('POST'))).status).toBe(405);
    expect(await handler.close()).toBe(true);
    const ill = await handler(health());
    expect([ill.status, await ill.json()]).toEqual([503, { status: 'closing' }]);
    expect(dify.requests).toHaveLength(0);
  });

  it('lets what is being answered come to its end when it closes, and begins nothing new', async () => {
    let answer: (response: Response) => void = () => undefined;
    const dify = recordedDify(() => new Promise<Response>((resolve) => (answer = resolve)));
    const handler = knowledgeOn(dify.fetch);
    const listed = handler(list());
    await expect.poll(() => dify.requests.length).toBe(1);
    const closed = handler.close();
    expect(await errorOf(await handler(search()))).toMatchObject({ status: 503, code: 'closing' });
    answer(json(page));
    const response = await listed;
    expect(await response.json()).toMatchObject({ data: [] });
    expect(await closed).toBe(true);
  });

  it('says when the time was not enough', async () => {
    let answer: (response: Response) => void = () => undefined;
    const handler = knowledgeOn(recordedDify(() => new Promise<Response>((resolve) => (answer = resolve))).fetch);
    const listed = handler(list());
    await new Promise((resolve) => setTimeout(resolve));
    expect(await handler.close({ timeout: 1 })).toBe(false);
    answer(json(page));
    await (await listed).text();
  });
});
