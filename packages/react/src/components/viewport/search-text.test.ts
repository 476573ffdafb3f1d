import { describe, expect, it } from 'vitest';
import { anAnswer, aQuestion } from '../../testing/fixtures.ts';
import { messagesWith } from './search-text.ts';

const said = (text: string) => anAnswer({ id: text, parts: [{ type: 'text', id: 't', text, state: 'done' }] });

describe('messages that hold a text', () => {
  it('are found without regard to capitals, spaces and the width of letters', () => {
    const messages = [said('Tighten the ＡＸＬＥ\nnut'), said('Nothing of it')];
    expect(messagesWith(messages, ' axle  NUT')).toEqual([messages[0]?.id]);
  });

  it('are found through the marks of Markdown', () => {
    const message = said('Tighten to **40 Nm**, see [the table](https://example.org/torque).');
    expect(messagesWith([message], 'to 40 nm, see the table')).toEqual([message.id]);
    expect(messagesWith([message], 'example.org')).toEqual([]);
  });

  it('are found by the names of their files', () => {
    const question = aQuestion({ files: [{ id: 'f', name: 'rear-axle.jpg', kind: 'image' }] });
    expect(messagesWith([question], 'rear-axle')).toEqual([question.id]);
  });

  it('are none for blank text', () => {
    expect(messagesWith([said('Any')], '  ')).toEqual([]);
  });
});
