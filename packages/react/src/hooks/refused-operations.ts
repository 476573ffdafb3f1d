import { type DifyClient, DifyError } from '@dify-oapi/core';

/** What a server has said that it does not do, for as long as the page lives. */
export interface RefusedOperations {
  /** Operations as errors name them, e.g. `DELETE /conversations/{conversation_id}`; the same object until one comes. */
  getSnapshot(): ReadonlySet<string>;
  /** Remembers what an error says about its operation, and nothing of errors about one thing or one moment. */
  note(error: unknown): void;
  /** @returns a function that ends the subscription */
  subscribe(listener: () => void): () => void;
}

const ofClients = new WeakMap<DifyClient, RefusedOperations>();

/** Those of a client. Another person has another one. */
export function refusedOperations(dify: DifyClient): RefusedOperations {
  const known = ofClients.get(dify);
  if (known !== undefined) return known;
  const made = createRefusedOperations();
  ofClients.set(dify, made);
  return made;
}

function createRefusedOperations(): RefusedOperations {
  let operations: ReadonlySet<string> = new Set();
  const listeners = new Set<() => void>();
  return {
    getSnapshot: () => operations,
    note(error) {
      if (!(error instanceof DifyError) || error.endpoint === undefined || !isOfOperation(error)) return;
      if (operations.has(error.endpoint)) return;
      operations = new Set([...operations, error.endpoint]);
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** How our handler refuses an operation. Of a thing that is gone it says `not_found`. */
const codes: ReadonlyMap<string, number> = new Map([
  ['no_such_route', 404],
  ['forbidden', 403],
  ['method_not_allowed', 405],
]);

/** Whether the operation itself is refused, not the thing that it was meant for. */
function isOfOperation({ code, status }: DifyError): boolean {
  return codes.get(code) === status;
}
