// Every way to call an app, as someone writes it who has installed the package.
import {
  build,
  type Call,
  type ChatCompletion,
  type Conversation,
  type CursorPage,
  createBrowserDify,
  createClient,
  createDify,
  type Dify,
  type DifyClient,
  type DifyEvent,
  type DifyStream,
  endpointKey,
  type HistoryMessage,
  type PagedCall,
  readEvents,
  type SendChatMessage,
  type StreamResult,
  type TextMessageEvent,
  type WorkflowFinishedEvent,
} from '@dify-oapi/core';
import { chat, conversations, endpoints, type messages } from '@dify-oapi/core/endpoints';
import { exactly } from './exactly.js';

const key = { baseURL: 'https://api.dify.ai/v1', apiKey: 'app-1' };

export async function methods(): Promise<void> {
  const dify = createDify({ ...key, user: 'u1', timeout: 10_000, maxRetries: 1, logger: false });
  exactly<Dify>()(dify);

  const call = dify.chat.send({ query: 'Hi' });
  exactly<Call<ChatCompletion>>()(call);
  exactly<ChatCompletion>()(await call);
  exactly<string>()((await call).answer);
  const { data, response } = await call.withResponse();
  exactly<ChatCompletion>()(data);
  exactly<string | null>()(response.headers.get('x-version'));

  const message: SendChatMessage = { query: 'Hi', inputs: { model: 'Fjell 3' }, user: 'u2' };
  await dify.chat.send(message, { signal: AbortSignal.timeout(1000), headers: { 'x-tenant': 'a' }, traceId: 't1' });

  // @ts-expect-error a message needs a query
  void dify.chat.send({ inputs: {} });
  // @ts-expect-error a query is text
  void dify.chat.send({ query: 5 });
  // @ts-expect-error there is no such field
  void dify.chat.send({ query: 'Hi', userName: 'u1' });
  // @ts-expect-error a key is needed
  void createDify({ baseURL: key.baseURL });
  // @ts-expect-error a page has no place for a key
  void createBrowserDify({ url: '/api/dify/support', apiKey: 'app-1' });
}

export async function streams(dify: Dify): Promise<void> {
  const stream = dify.chat.stream({ query: 'Hi' }, { idleTimeout: 20_000 });
  exactly<DifyStream>()(stream);
  for await (const event of stream) {
    exactly<DifyEvent>()(event);
    if (event.event === 'message') exactly<TextMessageEvent>()(event);
    if (event.event === 'workflow_finished') exactly<WorkflowFinishedEvent>()(event);
    // @ts-expect-error there is no such event
    if (event.event === 'massage') stream.abort();
  }
  for await (const event of dify.workflows.events({ workflow_run_id: '00000000-0000-0000-0000-000000000000' })) {
    exactly<DifyEvent>()(event);
  }
  const answer = await fetch('https://example.com/events');
  if (answer.body !== null) for await (const event of readEvents(answer.body)) exactly<DifyEvent>()(event);
  for await (const text of dify.chat.stream({ query: 'Hi' }).text()) exactly<string>()(text);
  exactly<StreamResult>()(await dify.completion.stream({ inputs: { query: 'Hi' } }).final());
  const [left, right] = dify.workflows.stream({ inputs: {} }).tee();
  exactly<DifyStream>()(left);
  right.abort();
  // @ts-expect-error a list does not stream
  void dify.stream(conversations.list, {});
}

export async function pages(dify: Dify): Promise<void> {
  const call = dify.conversations.list({ limit: 50 });
  exactly<PagedCall<CursorPage<Conversation>>>()(call);
  exactly<Conversation[]>()((await call).data);
  for await (const conversation of call) exactly<Conversation>()(conversation);
  for await (const message of dify.messages.list({ conversation_id: '00000000-0000-0000-0000-000000000000' })) {
    exactly<HistoryMessage>()(message);
  }
  // @ts-expect-error the list has cursors, not numbers
  void dify.conversations.list({ page: 2 });
  // @ts-expect-error an answer that is no list has no items
  for await (const item of dify.chat.send({ query: 'Hi' })) void item;
}

export async function builders(dify: Dify, client: DifyClient): Promise<void> {
  const ready = build(chat.send).query('Hi').user('u1');
  exactly<ChatCompletion>()(await ready.send(dify));
  for await (const event of ready.inputs({}).stream(client)) exactly<DifyEvent>()(event);
  exactly<SendChatMessage>()(ready.input());
  // @ts-expect-error the query is missing
  void build(chat.send).user('u1').send(dify);
  // @ts-expect-error a field can be set once
  void ready.query('again');
  // @ts-expect-error a list does not stream
  void build(conversations.list).stream(dify);
}

export async function endpointsAlone(): Promise<void> {
  const client = createClient(key);
  exactly<DifyClient>()(client);
  exactly<ChatCompletion>()(await client.request(chat.send, { query: 'Hi', user: 'u1' }));
  const byName = client.request(endpoints.getConversationHistory, {
    conversation_id: '00000000-0000-0000-0000-000000000000',
  });
  for await (const message of byName) exactly<string>()(message.query);
  exactly<typeof messages.list>()(endpoints.getConversationHistory);
  void endpointKey(conversations.list, { limit: 5 });
  // @ts-expect-error the smallest client has no methods
  void client.chat;
  // @ts-expect-error there is no such field
  void client.request(chat.send, { query: 'Hi', page: 1 });
}
