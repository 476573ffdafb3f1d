import { createDify } from '@dify-oapi/core';
import { describe, expect, it } from 'vitest';
import { createEmulator } from '../../emulator.ts';
import { demoSeed } from './demo-seed.ts';

const emulator = createEmulator(demoSeed());
const difyOf = (apiKey: string) =>
  createDify({ baseURL: 'http://dify.test/v1', apiKey, user: 'u1', fetch: emulator.fetch });

describe('the demo', () => {
  it('has an app of each mode and the handbook as a knowledge base', async () => {
    expect(emulator.apps.map(({ mode }) => mode)).toEqual([
      'chat',
      'agent-chat',
      'advanced-chat',
      'completion',
      'workflow',
    ]);
    const [base] = (await difyOf('dataset-demo').datasets.list()).data;
    expect(base).toMatchObject({ name: 'Velo Nord handbook', indexing_technique: 'high_quality' });
    expect(base?.document_count).toBeGreaterThan(40);
  });

  it('runs the chatflow from the handbook with its sources', async () => {
    const events: Record<string, unknown>[] = [];
    const query = 'How do I store the battery in winter?';
    for await (const event of difyOf('app-service-desk').chat.stream({ query, inputs: {} })) {
      events.push({ ...event });
    }
    const end = events.find(({ event }) => event === 'message_end');
    expect(JSON.stringify(end?.metadata)).toContain('Velo Nord handbook');
    expect(events.map(({ answer = '' }) => answer).join('')).toContain('60');
  });

  it('pauses the chatflow for a claim, and goes on with what a person decides', async () => {
    const dify = difyOf('app-service-desk');
    const events: Record<string, unknown>[] = [];
    const query = 'I want to make a warranty claim, a broken part';
    for await (const event of dify.chat.stream({ query, inputs: {} })) events.push({ ...event });
    expect(events.at(-1)).toMatchObject({ event: 'workflow_paused' });
  });

  it('writes a report: every symptom, parts after two failures, a free day', async () => {
    const run = await difyOf('app-service-report').workflows.run({
      inputs: { symptoms: 'Error E-214 shows\nThe brakes squeal', model: 'Fjell 3' },
    });
    expect(run.data?.error).toBeNull();
    expect(run.data?.outputs?.report).toMatch(/^# Service report: Fjell 3\n\n- /);
    expect(run.data?.outputs?.report).toMatch(/E-214[\s\S]*rotor[\s\S]*All parts are in stock\.\n\nFree in 4 days\./);
  });

  it('lets the agent use a tool and search the handbook', async () => {
    const events: Record<string, unknown>[] = [];
    const query = 'Where is my order 1047?';
    for await (const event of difyOf('app-workshop-agent').chat.stream({ query, inputs: {} }))
      events.push({ ...event });
    expect(events.filter(({ event }) => event === 'agent_thought').map(({ tool }) => tool)).toContain('order_status');
  });

  it('drafts a reply', async () => {
    const answer = await difyOf('app-reply-writer').completion.send({
      inputs: { query: 'What does the error E-214 mean?', tone: 'short' },
    });
    expect(answer.answer).toContain('E-214');
  });
});
