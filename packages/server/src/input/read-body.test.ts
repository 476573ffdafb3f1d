import { expect, it } from 'vitest';
import { readBody } from './read-body.ts';

const limits = { bytes: 2_000_000, idleMs: 5000, totalMs: 60_000 };

function bodyOf(pieces: Iterable<Uint8Array>): Request {
  const each = pieces[Symbol.iterator]();
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const { done, value } = each.next();
      if (done === true) controller.close();
      else controller.enqueue(value);
    },
  });
  return new Request('https://app.example/', { method: 'POST', body, duplex: 'half' } as RequestInit);
}

function* byteByByte(count: number) {
  for (let at = 0; at < count; at += 1) yield Uint8Array.of(at % 251);
}

it('P18: a body that comes byte by byte is whole, and takes no more memory than its bytes', async () => {
  const count = 1_000_000;
  const before = process.memoryUsage();
  const body = await readBody(bodyOf(byteByByte(count)), limits);
  expect(body.byteLength).toBe(count);
  expect([body[0], body[250], body[251], body[count - 1]]).toEqual([0, 250, 0, (count - 1) % 251]);
  expect(process.memoryUsage().arrayBuffers - before.arrayBuffers).toBeLessThan(50_000_000);
});

it('takes as much as is allowed, and not a byte more', async () => {
  const exact = new Uint8Array(limits.bytes).fill(7);
  expect((await readBody(bodyOf([exact.subarray(0, 20_000), exact.subarray(20_000)]), limits)).byteLength).toBe(
    limits.bytes,
  );
  await expect(readBody(bodyOf([exact, Uint8Array.of(1)]), limits)).rejects.toMatchObject({ status: 413 });
});
