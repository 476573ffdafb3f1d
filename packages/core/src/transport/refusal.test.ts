import { describe, expect, it } from 'vitest';
import { errorOfRefusal, errorOfResponse } from './refusal.ts';

const gone = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'));
const { signal } = new AbortController();

describe('a refusal whose words cannot be loaded', () => {
  it('tells the status, the endpoint and the trace id of the answer', async () => {
    const response = new Response('{"code":"app_unavailable"}', { status: 400, headers: { 'x-request-id': 'r1' } });
    const error = await errorOfResponse(response, 'POST /chat-messages', { requestId: 'sent' }, signal, gone);
    expect(error).toMatchObject({ status: 400, endpoint: 'POST /chat-messages', requestId: 'r1', code: 'http_error' });
    expect(error.message).toContain('status 400');
  });

  it('keeps the trace id that the call was sent with where the answer has none', async () => {
    const error = await errorOfResponse(
      new Response(null, { status: 503 }),
      'GET /info',
      { requestId: 'sent' },
      signal,
      gone,
    );
    expect(error).toMatchObject({ requestId: 'sent', retryable: true });
  });

  it('lets the connection go instead of leaving the body unread', async () => {
    let cancelled = false;
    const body = new ReadableStream({
      cancel() {
        cancelled = true;
      },
    });
    await errorOfResponse(new Response(body, { status: 500 }), 'GET /info', {}, signal, gone);
    expect(cancelled).toBe(true);
  });

  it('tells the status of a refusal in the middle of a stream', async () => {
    const error = await errorOfRefusal({ status: 429, envelope: { code: 'too_many_requests', message: 'x' } }, gone);
    expect(error).toMatchObject({ status: 429, retryable: true });
  });
});
