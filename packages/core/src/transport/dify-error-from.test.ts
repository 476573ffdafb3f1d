import { describe, expect, it } from 'vitest';
import { APIError } from '../errors/api-error.ts';
import recorded from '../testing/refusals.json' with { type: 'json' };
import { apiError, difyErrorFrom } from './dify-error-from.ts';

const names: Readonly<Record<number, string>> = {
  400: 'BadRequestError',
  401: 'AuthenticationError',
  403: 'PermissionDeniedError',
  404: 'NotFoundError',
  409: 'ConflictError',
  412: 'PreconditionFailedError',
  413: 'PayloadTooLargeError',
  415: 'UnsupportedMediaTypeError',
  500: 'ServerError',
};

const errorOf = (body: string, status: number, headers: Readonly<Record<string, string>> = {}) =>
  difyErrorFrom(new Response(body, { status, headers }), 'POST /x');

describe('difyErrorFrom on recorded answers', () => {
  it.each(recorded)('makes a typed error of $status $body', async ({ status, type, body }) => {
    const error = await errorOf(body, status, { 'content-type': type });
    const isBusy = body.includes('Too many requests');
    const json: { code?: string } = type === 'application/json' ? JSON.parse(body) : {};
    expect(error).toBeInstanceOf(APIError);
    expect(error.name).toBe(isBusy ? 'RateLimitError' : names[status]);
    expect(error).toMatchObject({ status, endpoint: 'POST /x' });
    if (json.code !== undefined && !isBusy) expect(error.code).toBe(json.code);
    expect(error.reason).toMatch(/\w{2}/);
    expect(error.hint).toMatch(/^[A-Z].+\.$/);
    expect(error.message.endsWith(error.hint)).toBe(true);
    expect(`${error.message} ${error.body}`).not.toMatch(/input_value=[^…]|You have requested this URI|<h1>.*\. /);
    expect(error.body?.length ?? 0).toBeLessThanOrEqual(2048);
  });
});

describe('difyErrorFrom', () => {
  it('S29 survives pages, empty and huge bodies and keeps at most 2 KB', async () => {
    expect(await errorOf('<html><h1>Bad Gateway</h1>', 502)).toMatchObject({
      name: 'ServerError',
      code: 'bad_gateway',
      reason: 'Something in front of the server got no answer from it.',
    });
    expect(await errorOf('', 413)).toMatchObject({ code: 'file_too_large', body: undefined });
    expect(await errorOf('<h1>Not Found', 404)).toMatchObject({
      code: 'not_found',
      hint: expect.stringMatching(/base URL/),
    });
    expect(await errorOf('<h1>Method Not Allowed', 405)).toMatchObject({
      name: 'APIError',
      code: 'method_not_allowed',
    });
    const huge = await errorOf('x'.repeat(5_000_000), 500);
    expect(huge.body).toHaveLength(2048);
    expect((await errorOf(JSON.stringify({ code: 'unknown', message: 'y'.repeat(9000) }), 500)).reason).toHaveLength(
      2000,
    );
  });

  it('S29 lets go of a body without end', async () => {
    let cancelled = false;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(4096).fill(65)),
      cancel: () => {
        cancelled = true;
      },
    });
    expect((await difyErrorFrom(new Response(body, { status: 503 }))).code).toBe('service_unavailable');
    expect(cancelled).toBe(true);
  });

  it('names the fields that a validator refused, without their values', async () => {
    const message =
      "2 validation errors for Payload\nsegments.0.content\n  Field required [type=missing, input_value={'content': 'CANARY'}, " +
      'input_type=dict]\n    For further information visit https://errors.pydantic.dev/2.12/v/missing\nname\n  Value error, ' +
      "too long [type=value_error, input_value='CANARY', input_type=str]\n    For further information visit https://x";
    const error = await errorOf(JSON.stringify({ code: 'invalid_param', message, status: 400 }), 400);
    expect(error.fields).toEqual([
      { path: 'segments.0.content', message: 'Field required' },
      { path: 'name', message: 'too long' },
    ]);
    expect(error.reason).toBe('segments.0.content: Field required; name: too long');
    expect(JSON.stringify(Object.entries(error))).not.toContain('CANARY');
  });

  it.each([
    [{ message: [{ loc: ['body', 'name'], msg: 'Field required', input: 'CANARY' }] }, 'name: Field required'],
    [{ detail: [{ loc: ['query', 'limit'], msg: 'Too big', input: { a: 'CANARY' } }] }, 'limit: Too big'],
    [{ message: '[{"loc":["name"],"msg":"Field required","input":"CANARY"}]' }, 'name: Field required'],
    [{ message: { user: 'is required' } }, 'user: is required'],
    [{ error: { message: 'No such model.', type: 'x' } }, 'No such model.'],
    [{ code: 'invalid_param', params: 'user', message: 'must be set' }, 'must be set'],
    [{ error: 'segments is required' }, 'segments is required'],
    [{ detail: 'Not here' }, 'Not here'],
  ])('reads %j', async (envelope, reason) => {
    const error = await errorOf(JSON.stringify(envelope), 400);
    expect(error.reason).toBe(reason);
    expect(JSON.stringify(Object.entries(error))).not.toContain('CANARY');
  });

  it.each([
    [
      '{"args":{"description":"[models] Error: API request failed with status code 429: {\\"error\\":{\\"message\\":\\"Slow down.\\",\\"code\\":null}}"},"error_type":"InvokeError","message":"x"}',
      'API request failed with status code 429: Slow down.',
    ],
    [
      '{"args":{},"error_type":"ChunkedEncodingError","message":"Response ended prematurely"}',
      'Response ended prematurely',
    ],
    [
      'Run failed: req_id: a1a131aae4 PluginInvokeError: {"args":{"description":"[models] Error: It broke."},"message":"x"}',
      'Run failed: It broke.',
    ],
    [
      'InvokeError: [models] Error: API request failed with status code 500: {"error":{"message":"It broke.","code":null}} (agent_run_id=117f6afd-be14)',
      'API request failed with status code 500: It broke.',
    ],
    ['req_id: 0123456789 PluginInvokeError: {"args":', '{"args":'],
    ['Use {name} here', 'Use {name} here'],
  ])('S20 takes the sentence for people out of %s', (message, reason) => {
    expect(apiError(400, { code: 'invalid_param', message }).reason).toBe(reason);
  });

  it('tells busy from quota, also in disguise', async () => {
    const busy = { code: 'invalid_param', message: 'Too many requests. Please try again later.', status: 400 };
    expect(apiError(400, busy)).toMatchObject({ name: 'RateLimitError', kind: 'busy', code: 'too_many_requests' });
    const knowledge = 'Sorry, you have reached the knowledge base request rate limit of your subscription.';
    expect(apiError(403, { code: 'forbidden', message: knowledge })).toMatchObject({ kind: 'busy', retryable: true });
    expect(apiError(429, { code: 'rate_limit_error', message: 'x' })).toMatchObject({
      kind: 'quota',
      retryable: false,
    });
    expect(apiError(403, { code: 'forbidden', message: 'The plan is used up.' }).name).toBe('PermissionDeniedError');
  });

  it('keeps no key, token, cookie, signed address or route', async () => {
    const message =
      'app-CANARY1234 Bearer CANARYabc.def https://files.test/a.png?sign=CANARY&x=1 Cookie: sid=CANARY eyJhbGciOiJ.CANARY ' +
      'You have requested this URI [/v1/form/human_input/CANARY] but did you mean /x ?';
    const error = await errorOf(JSON.stringify({ code: 'invalid_param', message }), 400);
    expect(JSON.stringify([error.message, ...Object.entries(error)])).not.toContain('CANARY');
    expect(error.reason).toContain('https://files.test/a.png?[query]');
  });

  it('knows the request by the id of the server, of a gateway, of the body, or by the trace id that was sent', async () => {
    const body = '{"code":"plugin_runtime_error","message":"x","details":{"request_id":"inner"}}';
    expect((await errorOf(body, 502, { 'x-request-id': 'r', 'x-trace-id': 't' })).requestId).toBe('r');
    expect((await errorOf(body, 502, { 'x-trace-id': 't' })).requestId).toBe('t');
    expect((await errorOf(body, 502)).requestId).toBe('inner');
    const sent = await difyErrorFrom(new Response('', { status: 502 }), 'GET /x', { requestId: 'mine' });
    expect(sent.requestId).toBe('mine');
  });

  it('S55 tells when to come back, and how long that is when it is long', async () => {
    expect(await errorOf('', 503, { 'retry-after': '2' })).toMatchObject({
      retryAfterMs: 2000,
      retryAt: undefined,
      hint: 'Try again in 2 s.',
    });
    const long = await errorOf('', 429, { 'retry-after': '9999' });
    expect(long.retryAfterMs).toBe(60_000);
    expect(long.hint).toMatch(/asks not to be tried again before \d{4}-\d\d-\d\dT/);
  });

  it('S58 gives no prototype away', async () => {
    const error = await errorOf(
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"message":"x"}',
      400,
    );
    expect(error.reason).toBe('x');
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect((await errorOf(`{"message":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 400)).status).toBe(400);
  });
});
