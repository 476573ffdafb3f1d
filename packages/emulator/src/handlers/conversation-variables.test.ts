import { describe, expect, it } from 'vitest';
import { asking } from '../testing/asking.ts';
import type { WorldSnapshot } from '../world/world.ts';

const conversation = '00000000-0000-4000-8000-000000000001';
const ids = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'] as const;

/** A chatflow's conversation with a number and a list. */
function snapshot(): WorldSnapshot {
  const times = { created_at: 1000, updated_at: 1000 };
  const common = { app: 'app-test', conversation_id: conversation, description: '', ...times };
  return {
    version: 1,
    conversations: [{ id: conversation, app: 'app-test', user: 'u1', name: 'Old', inputs: {}, ...times }],
    conversationVariables: [
      { ...common, id: `${conversation}/${ids[0]}`, name: 'turns', value_type: 'number', value: 3 },
      { ...common, id: `${conversation}/${ids[1]}`, name: 'seen', value_type: 'array[string]', value: ["y'z", 'x'] },
    ],
  };
}

const chatflow = () => asking({ mode: 'advanced-chat' }, { snapshot: snapshot() });
const path = `/conversations/${conversation}/variables`;

describe('variables of a conversation', () => {
  it('stand there as Python prints them, under their own ids', async () => {
    const { data } = await chatflow().json('GET', `${path}?user=u1`);
    expect(data).toMatchObject([
      { id: ids[0], name: 'turns', value_type: 'number', value: '3' },
      { id: ids[1], name: 'seen', value: `["y'z", 'x']` },
    ]);
  });

  it.each([
    [ids[0], 7, { value: '7' }],
    [ids[0], true, { value: '1' }],
    [ids[0], '8', { message: "Type mismatch: variable 'turns' expects number, but got string type" }],
    [ids[0], 7.5, { message: 'not supported value type integer' }],
    [ids[1], null, { message: "Type mismatch: variable 'seen' expects array[string], but got none type" }],
    [ids[1], ['a'], { value: "['a']" }],
  ])('%s takes %j or says why not', async (id, value, answer) => {
    expect(await chatflow().json('PUT', `${path}/${id}`, { value, user: 'u1' })).toMatchObject(answer);
  });

  it('are not to be found by name, by another user, or in an agent', async () => {
    const { call, json } = chatflow();
    expect((await call('GET', `${path}?user=u1&variable_name=turns`)).status).toBe(500);
    expect((await call('GET', `${path}?user=u2`)).status).toBe(404);
    expect(await json('GET', `${path}?user=u1&variable_name=a'b`)).toMatchObject({ code: 'invalid_param' });
    const agent = asking({ mode: 'agent' }, { snapshot: snapshot() });
    expect(await agent.json('GET', `${path}?user=u1`)).toMatchObject({ code: 'not_chat_app' });
  });
});
