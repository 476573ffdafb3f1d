import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileFromPath } from './node.ts';

describe('fileFromPath', () => {
  it('is called by its path and typed by its extension', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'dify-oapi-'));
    const place = path.join(folder, 'Notes.md');
    await writeFile(place, '# Notes');
    const file = await fileFromPath(place);
    expect([file.name, file.type, await file.text()]).toEqual(['Notes.md', 'text/markdown', '# Notes']);
    expect((await fileFromPath(place, { name: 'other.txt' })).type).toBe('text/plain');
  });

  it('throws where there is no file', async () => {
    await expect(fileFromPath('/nowhere/at/all.txt')).rejects.toThrow();
  });
});
