import { describe, expect, it } from 'vitest';
import { createKnowledgeServer } from '../testing/knowledge-server.ts';

const start = Date.UTC(2026, 0, 1);
const rule = (max_tokens: number) => ({
  mode: 'custom',
  rules: { pre_processing_rules: [], segmentation: { separator: '\n\n', max_tokens } },
});

/** A server with a document in it, and its state as the server tells it. */
async function begin(options: Parameters<typeof createKnowledgeServer>[0], max_tokens = 100) {
  const knowledge = createKnowledgeServer(options);
  const { json: dataset } = await knowledge.call('POST', '/datasets', { name: 'Tea' });
  const { json: made } = await knowledge.call('POST', `/datasets/${dataset.id}/document/create-by-text`, {
    name: 'tea.txt',
    text: 'One.\n\nTwo.\n\nThree.',
    indexing_technique: 'economy',
    process_rule: rule(max_tokens),
  });
  const path = `/datasets/${dataset.id}/documents/${made.batch}/indexing-status`;
  const status = async (from = knowledge) => (await from.call('GET', path)).json.data[0];
  return { knowledge, made, status, documents: `/datasets/${dataset.id}/documents` };
}

describe('indexing', () => {
  it('waits, parses, cleans, splits, indexes and completes, a step at a time', async () => {
    const { knowledge, made, status } = await begin({ indexingMs: 'manual' });
    expect(made.document).toMatchObject({ indexing_status: 'waiting', display_status: 'queuing', tokens: null });
    const seen: string[] = [(await status()).indexing_status];
    while (knowledge.indexing.step() > 0) seen.push((await status()).indexing_status);
    expect(seen).toEqual(['waiting', 'parsing', 'cleaning', 'splitting', 'indexing', 'completed']);
    expect(await status()).toMatchObject({ completed_segments: 3, total_segments: 3, error: null });
  });

  it('knows when each stage began, and no chunk before they are cut', async () => {
    const { knowledge, status } = await begin({ indexingMs: 'manual', now: () => start });
    for (let steps = 0; steps < 2; steps++) knowledge.indexing.step();
    expect(await status()).toMatchObject({
      processing_started_at: start / 1000,
      parsing_completed_at: start / 1000,
      cleaning_completed_at: null,
      splitting_completed_at: null,
      completed_at: null,
      total_segments: 0,
    });
  });

  it('stops at the stage that fails, and says why', async () => {
    const { knowledge, status, documents } = await begin({ indexingMs: 'manual' }, 5000);
    while (knowledge.indexing.step() > 0);
    expect(await status()).toMatchObject({
      indexing_status: 'error',
      error: 'Custom segment length should be between 50 and 4000.',
      completed_at: null,
      stopped_at: expect.any(Number),
      total_segments: 0,
    });
    const { json } = await knowledge.call('GET', `${documents}?status=error`);
    expect(json.data).toMatchObject([{ display_status: 'error', enabled: true }]);
  });

  it('fails on a file that cannot be read', async () => {
    const { knowledge, documents, status: _ } = await begin({});
    const form = new FormData();
    form.set('file', new File(['not a pdf'], 'broken.pdf', { type: 'application/pdf' }));
    const path = documents.replace(/documents$/, 'document/create-by-file');
    const { json: made } = await knowledge.call('POST', path, form);
    const { json } = await knowledge.call('GET', `${documents}/${made.batch}/indexing-status`);
    expect(json.data[0]).toMatchObject({
      indexing_status: 'error',
      error: 'Failed to load document (PDFium: Data format error).',
    });
  });

  it('goes by the clock, and chunk by chunk while it indexes', async () => {
    let time = start;
    const { status } = await begin({ indexingMs: 1000, now: () => time });
    const seen: [string, number][] = [];
    for (const ms of [0, 999, 1000, 3999, 4000, 4400, 4700, 5000]) {
      time = start + ms;
      const { indexing_status, completed_segments } = await status();
      seen.push([indexing_status, completed_segments]);
    }
    expect(seen).toEqual([
      ['waiting', 0],
      ['waiting', 0],
      ['parsing', 0],
      ['splitting', 0],
      ['indexing', 0],
      ['indexing', 1],
      ['indexing', 2],
      ['completed', 3],
    ]);
  });

  it('goes on after a restart as if nothing had been', async () => {
    let time = start;
    const { knowledge, status } = await begin({ indexingMs: 1000, now: () => time });
    time = start + 2000;
    expect((await status()).indexing_status).toBe('cleaning');
    const snapshot = JSON.parse(JSON.stringify(knowledge.emulator.snapshot()));
    time = start + 60_000;
    const restarted = createKnowledgeServer({ indexingMs: 1000, now: () => time, snapshot });
    expect(await status(restarted)).toMatchObject({
      indexing_status: 'completed',
      completed_segments: 3,
      completed_at: (start + 5000) / 1000,
    });
  });

  it('refuses chunks and new text until it is done', async () => {
    const { knowledge, made, documents } = await begin({ indexingMs: 'manual' });
    const path = `${documents}/${made.document.id}`;
    const early = await knowledge.call('POST', `${path}/segments`, { segments: [{ content: 'x' }] });
    expect([early.status, early.json.message]).toEqual([404, 'Document is not completed.']);
    const update = await knowledge.call('POST', `${path}/update-by-text`, { name: 'x', text: 'y' });
    expect([update.status, update.json.message]).toEqual([400, 'Document is not available']);
    knowledge.indexing.finish();
    expect((await knowledge.call('POST', `${path}/update-by-text`, { name: 'x', text: 'y' })).status).toBe(200);
  });
});
