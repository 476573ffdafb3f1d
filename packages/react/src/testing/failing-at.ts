import type { Emulator } from '@dify-oapi/emulator';

/** An emulator that fails where a test says so. */
export function failingAt(emulator: Emulator, fails: (request: Request) => boolean, status = 500): Emulator {
  return {
    ...emulator,
    async fetch(input, init) {
      const request = new Request(input, init);
      return fails(request) ? new Response('', { status }) : emulator.fetch(request);
    },
  };
}
