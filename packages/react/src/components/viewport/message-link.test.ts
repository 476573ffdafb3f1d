import { describe, expect, it } from 'vitest';
import { anAnswer, aQuestion } from '../../testing/fixtures.ts';
import { hashOf, messageOfHash } from './message-link.ts';

describe('the address of a message', () => {
  it('tells question and answer of a turn apart', () => {
    expect(hashOf(aQuestion({ serverId: 'turn-1' }))).toBe('#message-turn-1');
    expect(hashOf(anAnswer({ serverId: 'turn-1' }))).toBe('#answer-turn-1');
    expect(messageOfHash('#message-turn-1')).toEqual({ id: 'turn-1', role: 'user' });
    expect(messageOfHash('#answer-turn-1')).toEqual({ id: 'turn-1', role: 'assistant' });
  });

  it('is not there before the server knows the message', () => {
    expect(hashOf(aQuestion())).toBeUndefined();
  });

  it.each(['', '#', '#top', '#message-', '#message-a b', '#/chat/1', `#message-${'x'.repeat(65)}`])(
    'is not %j',
    (hash) => {
      expect(messageOfHash(hash)).toBeUndefined();
    },
  );
});
