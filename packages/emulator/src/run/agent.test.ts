import { describe, expect, it } from 'vitest';
import type { AgentTool } from '../app-definition.ts';
import { directed } from '../model/directed.ts';
import { asking, orderOf, textOf } from '../testing/asking.ts';

const time: AgentTool = {
  name: 'current_time',
  label: { en_US: 'Current Time' },
  description: 'Says what time it is.',
  run: () => ({ text: '12:00' }),
};

const paint: AgentTool = {
  name: 'paint',
  description: 'Paints.',
  run: () => ({
    text: 'Painted.',
    files: [{ bytes: new Uint8Array([1, 2, 3]), mime_type: 'image/png', extension: '.png' }],
  }),
};

describe('an agent of the mode agent-chat', () => {
  const agent = (tool = time) => asking({ mode: 'agent-chat', agent: { tools: [tool] }, model: directed() });

  it('thinks, calls, observes and thinks again, each round under an id of its own', async () => {
    const { stream, turn } = agent();
    const events = await stream('What time is it? [[tool]]');
    expect(orderOf(events)).toEqual([
      'agent_thought',
      'agent_message',
      'agent_thought',
      'agent_message',
      'agent_thought',
      'message_end',
    ]);
    const thoughts = events.filter(({ event }) => event === 'agent_thought');
    expect(thoughts.map(({ position }) => position)).toEqual([1, 1, 1, 2, 2]);
    expect(thoughts.map(({ observation }) => observation)).toEqual(['', '', '{"current_time": "12:00"}', '', '']);
    expect(thoughts[1]).toMatchObject({
      thought: 'Let me look that up.',
      tool: 'current_time',
      tool_labels: { current_time: { en_US: 'Current Time' } },
      tool_input: '{"current_time": {}}',
    });
    const last = await turn(events[0]?.conversation_id);
    expect(textOf(events, 'agent_message')).toMatch(/^Let me look that up\.The tool answered: 12:00/);
    expect(last?.answer).toMatch(/^Let me look that up\.\nThe tool answered: 12:00/);
    expect(last?.agent_thoughts).toHaveLength(2);
  });

  it('shows a file that a tool has made, in the stream and in history', async () => {
    const { stream, turn } = agent(paint);
    const events = await stream('Paint [[tool]]');
    const file = events.find(({ event }) => event === 'message_file');
    expect(file).toMatchObject({
      type: 'image',
      belongs_to: 'assistant',
      url: expect.stringContaining('/files/tools/'),
    });
    expect(events.at(-1)).toMatchObject({ files: [{ related_id: file?.id, size: 0 }] });
    expect(await turn(file?.conversation_id)).toMatchObject({ message_files: [{ id: file?.id, size: 3 }] });
  });

  it('does not answer in one piece', async () => {
    expect(await agent().ask('x', { response_mode: 'blocking' })).toMatchObject({
      message: 'Agent Chat App does not support blocking mode',
    });
  });
});

describe('an agent of the mode agent', () => {
  const agent = () => asking({ mode: 'agent', agent: { tools: [time] }, model: directed() });

  it('sends a row before each batch, and the last text once more as the answer', async () => {
    const { stream, turn } = agent();
    const events = await stream('Say it [[say:All is well.]]');
    expect(orderOf(events)).toEqual([
      'agent_thought',
      'agent_message',
      'agent_thought',
      'agent_message',
      'message',
      'message_end',
    ]);
    expect(textOf(events, 'agent_message')).toBe('All is well.');
    expect(textOf(events, 'message')).toBe('All is well.');
    expect(await turn(events[0]?.conversation_id)).toMatchObject({ answer: 'All is well.', agent_thoughts: [] });
  });

  it('tells a call, tells it again, and tells what came of it; only the last round is the answer', async () => {
    const { stream, turn } = agent();
    const events = await stream('Time? [[tool]]');
    const rows = events.filter(({ tool }) => tool === 'current_time');
    expect(rows.map(({ observation }) => observation)).toEqual(['', '', '12:00']);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(1);
    expect(textOf(events, 'message')).toMatch(/^The tool answered: 12:00/);
    expect((await turn(events[0]?.conversation_id))?.agent_thoughts).toHaveLength(3);
  });

  it('shows thoughts as they grow, apart from the text', async () => {
    const events = await agent().stream('Think [[think]]');
    const thoughts = events.map(({ thought }) => thought).filter(Boolean);
    expect(thoughts.length).toBeGreaterThan(3);
    expect(thoughts.at(-1)).toMatch(/^The user asks about think\./);
    expect(textOf(events, 'agent_message')).toMatch(/^Turn 1/);
    expect(textOf(events, 'message')).toMatch(/^Turn 1/);
  });

  it('fails with the name of its run, and streams when it is not told how to answer', async () => {
    const { ask, call } = agent();
    const response = await call('POST', '/chat-messages', { query: '[[fail:429]]', inputs: {}, user: 'u1' });
    expect(await response.text()).toMatch(/"code":"completion_request_error".*\(agent_run_id=/);
    expect(await ask('x', { response_mode: 'blocking' })).toMatchObject({ code: 'bad_request' });
  });
});
