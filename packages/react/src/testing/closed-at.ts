import type { Emulator } from '@dify-oapi/emulator';

/** An emulator behind a handler that does not let some paths through, e.g. `/files/upload`. */
export function closedAt(emulator: Emulator, ...paths: readonly string[]): Emulator {
  return {
    ...emulator,
    async fetch(input, init) {
      const request = new Request(input, init);
      if (!paths.some((path) => request.url.includes(path))) return emulator.fetch(request);
      const message = 'There is nothing at this address.';
      return Response.json({ code: 'no_such_route', message, status: 404 }, { status: 404 });
    },
  };
}
