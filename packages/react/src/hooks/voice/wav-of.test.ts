import { describe, expect, it } from 'vitest';
import { wavOf } from './wav-of.ts';

describe('wavOf', () => {
  it('writes a header that says what follows, and the sound after it', async () => {
    const blob = wavOf(new Float32Array([0, 1, -1, 0.5, 7]), 16_000);
    const view = new DataView(await blob.arrayBuffer());
    const text = (at: number, length: number) =>
      String.fromCharCode(...new Uint8Array(view.buffer.slice(at, at + length)));
    expect(blob.type).toBe('audio/wav');
    expect([text(0, 4), text(8, 8), text(36, 4)]).toEqual(['RIFF', 'WAVEfmt ', 'data']);
    expect([view.getUint32(4, true), view.getUint32(40, true)]).toEqual([view.byteLength - 8, 10]);
    expect([view.getUint16(22, true), view.getUint32(24, true), view.getUint16(34, true)]).toEqual([1, 16_000, 16]);
    expect([44, 46, 48, 50, 52].map((at) => view.getInt16(at, true))).toEqual([0, 32_767, -32_768, 16_384, 32_767]);
  });
});
