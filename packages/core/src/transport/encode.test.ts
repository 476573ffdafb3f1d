import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { closedObject } from '../schemas/closed-object.ts';
import { finiteNumber } from '../schemas/finite-number.ts';
import { knownObject } from '../schemas/known-object.ts';
import { openObject } from '../schemas/open-object.ts';
import { plainTransport } from '../testing/plain-transport.ts';
import { encodeCall } from './encode.ts';

const transport = plainTransport(fetch, { headers: () => ({ Authorization: 'Bearer one' }) });
const on = (payload: 'query' | 'json' | 'form', method: Endpoint<object, unknown>['method'], path = '/x') =>
  endpoint<Record<string, unknown>, unknown>({
    operationId: 'x',
    method,
    path,
    payload,
    user: 'none',
    input: openObject({}),
    output: v.unknown(),
  });

describe('encodeCall', () => {
  it('repeats the name of a list in a query, and leaves out what is not there', () => {
    const input = { tag_ids: ['a', 'b c'], status: [], page: 2, is_on: false, keyword: '', none: undefined, nil: null };
    expect(encodeCall(on('query', 'GET'), input, transport).url).toBe(
      'http://dify.test/v1/x?tag_ids=a&tag_ids=b+c&page=2&is_on=false&keyword=',
    );
  });

  it('sends an empty object where only the path says anything', () => {
    expect(encodeCall(on('json', 'POST', '/x/{id}'), { id: 'a' }, transport)).toMatchObject({
      url: 'http://dify.test/v1/x/a',
      body: '{}',
    });
  });

  it('sends JSON without what is not there, text untouched', () => {
    const { body } = encodeCall(on('json', 'DELETE'), { a: undefined, b: null, c: '\\u4f60 你 🚲' }, transport);
    expect(JSON.parse(String(body))).toEqual({ b: null, c: '\\u4f60 你 🚲' });
  });

  it('sends a form: files by name, objects and lists as JSON text', () => {
    const file = new File(['x'], 'a.txt', { type: 'text/plain' });
    const input = { file, blob: new Blob(['y']), data: { a: [1] }, list: ['a'], is_on: true, nil: null };
    const { body, headers } = encodeCall(on('form', 'POST'), input, transport, { headers: { 'Content-Type': 'x/y' } });
    expect(headers).not.toHaveProperty('content-type');
    expect(body).toBeInstanceOf(FormData);
    if (!(body instanceof FormData)) return;
    expect([...body.keys()]).toEqual(['file', 'blob', 'data', 'list', 'is_on']);
    expect([body.get('data'), body.get('list'), body.get('is_on')]).toEqual(['{"a":[1]}', '["a"]', 'true']);
    expect([body.get('file'), body.get('blob')]).toMatchObject([{ name: 'a.txt' }, { name: 'file' }]);
  });

  it('lets a header of the call win, however it is written', () => {
    const { headers } = encodeCall(on('query', 'GET'), {}, transport, { headers: { AUTHORIZATION: 'Bearer two' } });
    expect(headers).toEqual({ accept: 'application/json', authorization: 'Bearer two' });
  });

  it('says what a field needs and got, never its value', () => {
    const strict = endpoint<object, unknown>({
      ...on('json', 'POST'),
      input: closedObject({
        mode: v.picklist(['a', 'b']),
        list: v.optional(v.array(knownObject({ n: v.union([finiteNumber(), v.null()]) }))),
      }),
    });
    const refused = (input: object) => {
      try {
        encodeCall(strict, input, transport);
      } catch (error) {
        return error;
      }
    };
    expect(refused({ mode: 'CANARY' })).toMatchObject({
      path: 'mode',
      expected: '"a" or "b"',
      received: 'string',
      message: 'POST /x needs "mode" to be "a" or "b", received string. Nothing was sent.',
    });
    expect(refused({ mode: 'a', list: [{ n: 'CANARY' }] })).toMatchObject({
      path: 'list.0.n',
      expected: 'number or null',
      received: 'string',
    });
    expect(refused({ mode: 'a', token: 'CANARY' })).toMatchObject({
      reason: 'POST /x has no field "token". Its fields are mode, list.',
    });
  });
});
