import { appendFileSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createDify } from '@dify-oapi/core';
import { afterAll, describe, expect, it, vi } from 'vitest';
import type { Emulator } from './emulator.ts';
import { createFileEmulator } from './node.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'emulator-'));
afterAll(() => rmSync(folder, { recursive: true }));

const difyOn = ({ fetch }: Emulator) =>
  createDify({ baseURL: 'http://dify.test/v1', apiKey: 'app-support', user: 'u1', fetch });

describe('createFileEmulator', () => {
  it('remembers conversations over a restart', async () => {
    const file = path.join(folder, 'new', 'state.json');
    const first = createFileEmulator(file);
    await difyOn(first).chat.send({ query: 'How do I clean the belt?', inputs: {} });
    await vi.waitFor(() => expect(existsSync(file)).toBe(true));
    const again = createFileEmulator(file);
    expect(again.snapshot()).toEqual(first.snapshot());
    expect((await difyOn(again).conversations.list()).data).toHaveLength(1);
    expect(readdirSync(path.dirname(file))).toEqual(['state.json']);
  });

  it('writes at once when it is told to', async () => {
    const file = path.join(folder, 'flushed.json');
    const emulator = createFileEmulator(file);
    await difyOn(emulator).chat.send({ query: 'x', inputs: {} });
    emulator.flush();
    expect(createFileEmulator(file).snapshot()).toEqual(emulator.snapshot());
  });

  it('has written what an answer says before the answer is read', async () => {
    const file = path.join(folder, 'acknowledged.json');
    const dify = difyOn(createFileEmulator(file));
    for await (const event of dify.chat.stream({ query: 'x', inputs: {} })) {
      if (event.event !== 'message_end') continue;
      const [message] = createFileEmulator(file).snapshot().messages;
      expect(message?.answer.length).toBeGreaterThan(0);
    }
    for (let at = 0; at < 3; at++) await dify.chat.send({ query: 'y', inputs: {} });
    expect(createFileEmulator(file).snapshot().messages).toHaveLength(4);
  });

  it('leaves out a last line that a kill has cut', async () => {
    const file = path.join(folder, 'cut.json');
    await difyOn(createFileEmulator(file)).chat.send({ query: 'x', inputs: {} });
    appendFileSync(file, '{"table":"messages","row":{"id":"ab');
    expect(createFileEmulator(file).snapshot().messages).toHaveLength(1);
  });

  it('forgets in the file too', async () => {
    const file = path.join(folder, 'reset.json');
    const emulator = createFileEmulator(file);
    await difyOn(emulator).chat.send({ query: 'x', inputs: {} });
    emulator.reset();
    expect(createFileEmulator(file).snapshot().messages).toEqual([]);
  });

  it('refuses a file that holds something else', () => {
    const file = path.join(folder, 'other.json');
    writeFileSync(file, '{"version": 2}');
    expect(() => createFileEmulator(file)).toThrow(/no snapshot of an emulator/);
    writeFileSync(file, 'not JSON');
    expect(() => createFileEmulator(file)).toThrow(/no snapshot of an emulator/);
  });
});
