import type { Refusal } from '../refusal.ts';

/** Headers of every answer: nothing is kept by caches, and nothing is taken for another type. */
export const safeHeaders: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
};

/** A JSON answer. */
export function jsonResponse(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...safeHeaders, 'content-type': 'application/json', ...headers },
  });
}

/** An error in the one shape that pages get. */
export function refusalResponse({ status, code, message, headers }: Refusal): Response {
  return jsonResponse(status, { code, message, status }, headers);
}
