import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createClient } from '../client.ts';
import * as named from '../endpoints.ts';
import { type AnyEndpoint, endpoints, type OperationId } from '../endpoints.ts';
import {
  APIError,
  AuthenticationError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
} from '../errors/api-error.ts';
import { ValidationError } from '../errors/validation-error.ts';
import appAnswers from '../resources/fixtures/app.json' with { type: 'json' };
import knowledgeAnswers from '../resources/fixtures/knowledge.json' with { type: 'json' };
import recordedFailures from './failures.json' with { type: 'json' };
import { samples } from './samples.ts';
import serviceApi from './service-api.json' with { type: 'json' };

interface Operation {
  method: string;
  path: string;
  query: { name: string; required?: boolean; array?: boolean }[];
  body: { type: string; fields: string[]; required: string[] } | null;
  success: { status: number; types: string[] };
}

interface Failure {
  status: number;
  type: string;
  body: string;
}

const operations: Readonly<Record<string, Operation>> = serviceApi;
const failures: Readonly<Record<string, Failure[]>> = recordedFailures;
const answers: Readonly<Record<string, unknown[]>> = { ...appAnswers, ...knowledgeAnswers };
const known: Readonly<Record<string, AnyEndpoint>> = endpoints;

function endpointOf(operation: string): AnyEndpoint {
  const endpoint = known[operation];
  if (endpoint === undefined) throw new TypeError(`There is no endpoint for ${operation}.`);
  return endpoint;
}

function sampleOf(operation: string): Record<string, unknown> {
  return samples[operation as OperationId]();
}

/** Sends a sample and gives what went out. */
async function sent(operation: string, input = sampleOf(operation)): Promise<Request> {
  const requests: Request[] = [];
  const client = createClient({
    baseURL: 'https://dify.example/v1',
    apiKey: 'app-1',
    maxRetries: 0,
    fetch: async (url, init) => {
      requests.push(new Request(url, init));
      return new Response('data: {"event":"ping"}\n\n', { headers: { 'content-type': 'text/event-stream' } });
    },
  });
  const endpoint = endpointOf(operation);
  if (endpoint.events === 'only') {
    for await (const _ of client.stream({ ...endpoint, events: 'only' }, input)) void _;
  } else {
    await client.request(endpoint, input).catch((error: unknown) => {
      if (requests.length === 0) throw error;
    });
  }
  const request = requests[0];
  if (request === undefined) throw new TypeError(`${operation} was not sent.`);
  return request;
}

/** A client whose server gives one answer to everything. */
function answering(body: string | null, status: number, type: string) {
  return createClient({
    baseURL: 'https://dify.example/v1',
    apiKey: 'app-1',
    maxRetries: 0,
    fetch: async () => new Response(body, { status, headers: { 'content-type': type } }),
  });
}

describe('the endpoints and the document of the Service API', () => {
  it('have the same operations', () => {
    expect(Object.keys(endpoints).toSorted()).toEqual(Object.keys(operations).toSorted());
    expect(Object.keys(endpoints)).toHaveLength(82);
  });

  it('can each be imported by its operation’s name, so that a bundle holds only what it uses', () => {
    for (const [name, endpoint] of Object.entries(known)) expect(Reflect.get(named, name), name).toBe(endpoint);
  });

  it('have each path template in one endpoint only', () => {
    const places = Object.values(known).map((endpoint) => `${endpoint.method} ${endpoint.path}`);
    expect(new Set(places).size).toBe(places.length);
  });

  const document = path.resolve('../shared/contract/openapi.json');
  it.skipIf(!existsSync(document))('agree with the document that they were made from', () => {
    const { paths }: { paths: Record<string, Record<string, { operationId?: string }>> } = JSON.parse(
      readFileSync(document, 'utf8'),
    );
    for (const [template, item] of Object.entries(paths)) {
      for (const [method, { operationId }] of Object.entries(item)) {
        if (operationId === undefined) continue;
        expect({ method: method.toUpperCase(), path: template }, operationId).toEqual({
          method: endpointOf(operationId).method,
          path: endpointOf(operationId).path,
        });
      }
    }
  });
});

describe.each(Object.entries(operations))('%s', (operation, facts) => {
  const endpoint = endpointOf(operation);
  const slots = Array.from(facts.path.matchAll(/\{(\w+)\}/g), (match) => match[1] ?? '');
  const shape: object = Reflect.get(endpoint.input, 'entries') ?? {};

  it('is sent with its method, path, query style and body style', async () => {
    const input = sampleOf(operation);
    const request = await sent(operation);
    const url = new URL(request.url);
    const filled = facts.path.replaceAll(/\{(\w+)\}/g, (_, slot: string) => String(input[slot]));
    expect(`${request.method} ${url.pathname}`).toBe(`${facts.method} /v1${filled}`);
    expect(request.headers.get('authorization')).toBe('Bearer app-1');

    const asked = new Set(url.searchParams.keys());
    for (const name of asked) expect(facts.query.map((parameter) => parameter.name)).toContain(name);
    for (const { name, array } of facts.query) {
      const value = input[name];
      if (value === undefined) continue;
      const expected = array && Array.isArray(value) ? value.map(String) : [String(value)];
      expect(url.searchParams.getAll(name), name).toEqual(expected);
    }

    const type = request.headers.get('content-type')?.split(';')[0] ?? null;
    const given = Object.keys(input).filter((name) => facts.body?.fields.includes(name));
    if (facts.body?.type === 'multipart/form-data') {
      expect(type).toBe('multipart/form-data');
      const form = await request.formData();
      for (const name of given) expect(form.has(name), name).toBe(true);
      if (form.has('data')) expect(JSON.parse(String(form.get('data')))).toEqual(input.data);
    } else if (facts.body !== null) {
      expect(type).toBe('application/json');
      const body: Record<string, unknown> = await request.json();
      for (const name of given) expect(body[name], name).toEqual(input[name]);
      for (const slot of slots) expect(body).not.toHaveProperty(slot);
    } else if (request.method === 'GET') {
      expect(request.body).toBeNull();
    }
  });

  it('takes every documented field', () => {
    const documented = [...slots, ...facts.query.map(({ name }) => name), ...(facts.body?.fields ?? [])];
    for (const name of documented) expect(Object.keys(shape), name).toContain(name);
  });

  it('is not sent without a field that it needs', async () => {
    const needed = [
      ...slots,
      ...facts.query.flatMap(({ name, required }) => (required ? [name] : [])),
      ...(facts.body?.required ?? []),
    ];
    for (const name of needed) {
      if (filledIn.has(name)) continue;
      const { [name]: _, ...rest } = sampleOf(operation);
      await expect(sent(operation, rest), name).rejects.toThrow(ValidationError);
    }
  });

  it('refuses an unknown field, and a slot that would climb out of the path', async () => {
    await expect(sent(operation, { ...sampleOf(operation), nonsense: 1 })).rejects.toThrow(/nonsense/);
    for (const slot of slots) {
      await expect(sent(operation, { ...sampleOf(operation), [slot]: '..' }), slot).rejects.toThrow(ValidationError);
    }
  });

  it('hands recorded answers on as they were sent', async () => {
    for (const answer of answers[operation] ?? []) {
      const client = answering(JSON.stringify(answer), 200, 'application/json');
      expect(await client.request(endpoint, sampleOf(operation))).toEqual(answer);
    }
  });

  it('turns recorded failures into errors of the right class and code', async () => {
    for (const { status, type, body } of failures[operation] ?? []) {
      const call = answering(body, status, type).request({ ...endpoint, events: true }, sampleOf(operation));
      const error: unknown = await call.then(
        () => null,
        (thrown: unknown) => thrown,
      );
      if (!(error instanceof APIError)) throw new TypeError(`${operation} ${status} gave ${String(error)}`);
      expect(error.status).toBe(status);
      expect(error.endpoint).toBe(`${facts.method} ${facts.path}`);
      expect(error.message.trim()).not.toBe('');
      const code = codeIn(body);
      const isBusy = code === 'invalid_param' && body.includes('Too many requests');
      if (isBusy) expect(error.code).toBe('too_many_requests');
      else if (code !== null && code !== 'unknown') expect(error.code).toBe(code);
      const kind = { 401: AuthenticationError, 403: PermissionDeniedError, 404: NotFoundError, 429: RateLimitError }[
        status
      ];
      if (kind !== undefined) expect(error).toBeInstanceOf(kind);
    }
  });
});

/** What the client fills in itself. */
const filledIn: ReadonlySet<string> = new Set(['response_mode', 'inputs']);

function codeIn(body: string): string | null {
  try {
    const { code }: { code?: unknown } = JSON.parse(body);
    return typeof code === 'string' ? code : null;
  } catch {
    return null;
  }
}
