import { describe, expect, it } from 'vitest';
import { toEvent } from './to-event.ts';

const read = (event: object) => toEvent(JSON.stringify(event));

describe('toEvent', () => {
  it.each([
    { event: 'node_started', data: { id: 'n' } },
    { event: 'node_finished', data: [] },
    { event: 'workflow_finished' },
    { event: 'workflow_started', data: null },
    { event: 'agent_thought', thought: 'x' },
    { event: 'agent_log', data: { id: 3 } },
    { event: 'human_input_required', data: { node_id: 'n' } },
    { event: 'tts_message', audio: null },
    { event: 'text_replace', data: { text: 'x' } },
    { event: 'parallel_branch_started', data: {} },
    { event: '__proto__' },
  ])('S11: keeps %j, whose promised fields are not there, as unknown', (event) => {
    expect(read(event)).toEqual({ event: 'unknown', name: event.event, data: event });
  });

  it.each([
    [
      { event: 'text_chunk', data: { text: null } },
      { event: 'text_chunk', data: { text: '' } },
    ],
    [
      { event: 'reasoning_chunk', data: {} },
      { event: 'reasoning_chunk', data: { reasoning: '' } },
    ],
    [{ event: 'error' }, { event: 'error', message: '' }],
    [
      { event: 'datasource_processing', total: 3 },
      { event: 'datasource_processing', total: 3, data: {} },
    ],
  ])('S57: mends %j', (event, mended) => {
    expect(read(event)).toEqual(mended);
  });

  it('hands every other field on as it came', () => {
    const event = { event: 'node_finished', data: { id: 'e', node_id: 'n', brand_new: [1, null] }, later: true };
    expect(read(event)).toEqual(event);
  });

  it('S58: lets no data reach a prototype', () => {
    const event = toEvent('{"event":"workflow_started","data":{"__proto__":{"polluted":true}}}');
    expect(event).toMatchObject({ event: 'workflow_started' });
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});
