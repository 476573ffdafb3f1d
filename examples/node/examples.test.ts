import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { main as aiSdk } from './ai-sdk.mjs';
import { apps, datasetKey } from './apps.mjs';
import { main as builder } from './builder.mjs';
import { main as chat } from './chat.mjs';
import { main as completion } from './completion.mjs';
import { connectToEmulator } from './connect.mjs';
import { main as conversations } from './conversations.mjs';
import { main as errors } from './errors.mjs';
import { main as files } from './files.mjs';
import { main as knowledge } from './knowledge.mjs';
import { main as workflow } from './workflow.mjs';

let printed = '';

beforeEach(() => {
  printed = '';
  const print = (text: unknown) => {
    printed += String(text);
    return true;
  };
  vi.spyOn(console, 'log').mockImplementation((line) => void print(`${line}\n`));
  vi.spyOn(process.stdout, 'write').mockImplementation(print);
});

afterEach(() => {
  vi.restoreAllMocks();
});

describe('the example', () => {
  it('chat answers, streams, stops and rates', async () => {
    const dify = connectToEmulator(apps.support.key);
    await chat(dify);
    expect(printed).toMatch(/^Answer: .*40 Nm/s);
    expect(printed).toMatch(/\nSources: \S.*\nTokens: [1-9]\d*\nStopped after: \S.*\nNext: .+ \| .+\nRated\.\n$/s);
    const { data } = await dify.conversations.list();
    expect(data).toHaveLength(1);
    const messages = await dify.messages.list({ conversation_id: data[0]?.id ?? '' });
    expect(messages.data.map(({ feedback }) => feedback?.rating)).toEqual([undefined, 'like', undefined]);
  });

  it('files uploads from the disk and from text', async () => {
    await files(connectToEmulator(apps.support.key));
    expect(printed).toMatch(/^Uploaded notes\.md, 55 bytes\.\nAnswer: .*8 Nm.*\nAnswer: .*E-214/s);
  });

  it('conversations reads every page, renames and deletes', async () => {
    await conversations(connectToEmulator(apps.support.key));
    expect(printed.match(/^Conversation: /gm)).toHaveLength(2);
    expect(printed).toMatch(/First page: 1\nAnd the tyres\? → \d+ characters\nHow do I prepare/);
    expect(printed).toMatch(/Renamed: Winter\nLeft: 1\n$/);
  });

  it('completion writes a text twice', async () => {
    await completion(connectToEmulator(apps.writer.key));
    expect(printed).toContain('"variable":"query"');
    expect(printed).toContain('Text: A fine morning for a ride.\n\nAbout the Strand 2: charge it');
    expect(printed).toMatch(/About the Last 1: charge it, check the brakes and go\.\n$/);
  });

  it('workflow tells its steps and its end', async () => {
    await workflow(connectToEmulator(apps.report.key));
    const outputs = 'Report: Check the fleet. All 12 bikes are ready.';
    expect(printed).toContain(`succeeded: {"report":"${outputs}"}\n`);
    expect(printed).toContain('… Form\n✓ Form: succeeded\n… Write\n✓ Write: succeeded\n… End\n✓ End: succeeded\n');
    expect(printed).toContain(`completed: ${outputs}\nTaken up again: succeeded\nRun detail: succeeded, 3 steps\n`);
    expect(printed.match(/^Log: succeeded$/gm)).toHaveLength(2);
  });

  it('knowledge goes from an empty base to an answer', async () => {
    const dify = connectToEmulator(datasetKey);
    await knowledge(dify);
    expect(printed).toContain('Indexed: 3, failed: 0\n');
    expect(printed).toContain('Last 1: 3.2 to 4.5 bar');
    expect(printed.match(/^Document: /gm)).toHaveLength(4);
    expect(printed).toMatch(/^Found in torque\.md: # Torque values\n\nThe rear motor axle takes 40 Nm/m);
    expect((await dify.datasets.list()).data).toEqual([]);
    expect(await dify.tags.list()).toEqual([]);
  });

  it('errors names what went wrong', async () => {
    await errors(connectToEmulator(apps.support.key));
    expect(printed).toContain('NotFoundError 404 not_found: Conversation Not Exists.');
    expect(printed).toContain('invalid_input: GET /conversations needs "limit" to be');
    expect(printed).toMatch(/\/info answered 429\n.*\/info answered 200\n.*Name: Help, after 2 calls\n/s);
    expect(printed).toMatch(/Too slow, waiting for the headers\.\nTaken back\.\n$/);
  });

  it('builder sends and streams what it built', async () => {
    await builder(connectToEmulator(apps.support.key));
    expect(printed).toMatch(/^Input: \{"query":"What are the torque values from 2025\?","user":"u-42"\}\n/);
    expect(printed).toMatch(/Answer: [1-9]\d* characters\nStreamed: [1-9]\d* characters\nConversations: 1\n$/);
  });

  it('ai-sdk answers useChat, and goes on with the conversation', async () => {
    await aiSdk(connectToEmulator(apps.support.key));
    const parts = 'step-start, text, (?:source-document, )*source-document; completed';
    expect(printed).toMatch(new RegExp(`^What [^→]*→ ${parts}\nHow [^→]*→ ${parts}\nConversations: 1\n$`));
  });
});
