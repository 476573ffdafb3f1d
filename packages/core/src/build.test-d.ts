import { expectTypeOf, it } from 'vitest';
import { build } from './build.ts';
import type { Dify } from './dify.ts';
import { chat, conversations } from './endpoints.ts';
import type { ChatCompletion } from './resources/chat/schemas.ts';
import type { Conversation } from './resources/conversations/schemas.ts';
import type { CursorPage } from './schemas/page.ts';

declare const dify: Dify;

it('methods take inputs and answer outputs by their names', () => {
  expectTypeOf(dify.conversations.list()).resolves.toEqualTypeOf<CursorPage<Conversation>>();
  expectTypeOf(dify.chat.send({ query: 'x', inputs: {} })).resolves.toEqualTypeOf<ChatCompletion>();
  // @ts-expect-error a message needs a query
  void dify.chat.send({});
  // @ts-expect-error there is no such field
  void dify.conversations.list({ page: 1 });
});

it('send appears when nothing is missing, and a field can be set once', () => {
  const empty = build(chat.send);
  expectTypeOf(empty).not.toHaveProperty('send');
  const ready = empty.query('Hi');
  expectTypeOf(ready).toHaveProperty('stream');
  expectTypeOf(ready.send(dify)).resolves.toEqualTypeOf<ChatCompletion>();
  expectTypeOf(ready).not.toHaveProperty('query');
  // @ts-expect-error a query is text
  void empty.query(5);
});

it('stream exists only where the endpoint can', () => {
  expectTypeOf(build(conversations.list)).not.toHaveProperty('stream');
  expectTypeOf(build(conversations.list).send(dify)).resolves.toEqualTypeOf<CursorPage<Conversation>>();
});
