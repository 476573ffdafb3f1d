import '../../styles/index.css';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { useRef, useState } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { ChatStage } from '../../testing/chat-stage.tsx';
import { Chat } from '../chat/chat.ts';
import type { ComposerTrigger, TriggerItem } from './composer-trigger.ts';
import { useComposerTriggers } from './use-composer-triggers.ts';

const field = () => screen.getByRole('textbox', { name: 'Message' });
const value = () => Reflect.get(field(), 'value');
const list = (name = 'Suggestions') => screen.findByRole('listbox', { name });
const noList = () => waitFor(() => expect(screen.queryByRole('listbox')).toBeNull());
const options = () => screen.queryAllByRole('option').map(({ textContent }) => textContent);
const active = () => document.getElementById(field().getAttribute('aria-activedescendant') ?? '')?.textContent;
const isActive = (label: string) => waitFor(() => expect(active()).toBe(label));
const questions = () => screen.queryAllByRole('article', { name: 'You' }).map(({ textContent }) => textContent);

const item = (label: string, more: Partial<TriggerItem> = {}): TriggerItem => ({ id: label, label, ...more });
const people: ComposerTrigger = { char: '@', label: 'People', items: [item('Ada'), item('Alan'), item('Grace')] };
const commands: ComposerTrigger = {
  char: '/',
  label: 'Commands',
  atStart: true,
  items: [
    item('summarise', { description: 'What was said so far', text: 'Summarise what we said so far.' }),
    item('translate', { group: 'Text' }),
  ],
};

afterEach(() => {
  document.documentElement.dir = 'ltr';
});

describe('a list that opens while one writes', () => {
  it('is told to the field, goes by arrow keys, and is picked from by Enter, which sends nothing', async () => {
    render(<ChatStage triggers={[people, commands]} />);
    await userEvent.type(field(), 'Ask @');
    const listbox = await list('People');
    expect(field().getAttribute('aria-controls')).toBe(listbox.id);
    expect(field().getAttribute('aria-haspopup')).toBe('listbox');
    expect(options()).toEqual(['Ada', 'Alan', 'Grace']);
    await isActive('Ada');
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    await isActive('Grace');
    await userEvent.keyboard('{ArrowDown}');
    await isActive('Ada');
    await userEvent.keyboard('{ArrowUp}');
    await isActive('Grace');
    await userEvent.keyboard('{Home}{ArrowDown}');
    await isActive('Alan');
    await userEvent.keyboard('{End}');
    await isActive('Grace');
    expect(screen.getByRole('option', { selected: true }).textContent).toBe('Grace');
    await userEvent.keyboard('{Enter}');
    expect(value()).toBe('Ask @Grace ');
    await noList();
    expect(field().hasAttribute('aria-activedescendant')).toBe(false);
    expect(field().hasAttribute('aria-controls')).toBe(false);
    expect(document.activeElement).toBe(field());
    expect(questions()).toEqual([]);
    await userEvent.keyboard('now{Enter}');
    await waitFor(() => expect(questions()).toEqual(['Ask @Grace now']));
  });

  it('narrows as one types, and Tab picks', async () => {
    render(<ChatStage triggers={[people]} />);
    await userEvent.type(field(), '@a');
    await list('People');
    await waitFor(() => expect(options()).toEqual(['Ada', 'Alan', 'Grace']));
    await userEvent.keyboard('l');
    await waitFor(() => expect(options()).toEqual(['Alan']));
    await userEvent.keyboard('{Tab}');
    expect(value()).toBe('@Alan ');
    expect(document.activeElement).toBe(field());
  });

  it('is closed by Escape for this word, without stopping anything, and opens for the next', async () => {
    render(<ChatStage triggers={[people]} />);
    await userEvent.type(field(), '@');
    await list('People');
    await userEvent.keyboard('{Escape}');
    await noList();
    await userEvent.keyboard('a');
    expect(options()).toEqual([]);
    await userEvent.keyboard(' @');
    await list('People');
    expect(value()).toBe('@a @');
  });

  it('says what it is to those who cannot see it', async () => {
    render(<ChatStage triggers={[people]} />);
    await userEvent.type(field(), '@');
    await list('People');
    expect(screen.getByText('3 suggestions').getAttribute('role')).toBe('status');
    const { violations } = await axe.run(document.body, { rules: { region: { enabled: false } } });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`)).toEqual([]);
  });

  it('opens only at the start of the text where it is for commands, and puts in the text of the item', async () => {
    render(<ChatStage triggers={[commands]} />);
    await userEvent.type(field(), 'and /');
    await userEvent.keyboard('s');
    expect(options()).toEqual([]);
    await userEvent.clear(field());
    await userEvent.keyboard('/su');
    const listbox = await list('Commands');
    expect(within(listbox).getByRole('option').textContent).toBe('summarise What was said so far');
    await userEvent.keyboard('{Enter}');
    expect(value()).toBe('Summarise what we said so far.');
  });

  it('shows groups under their names', async () => {
    render(<ChatStage triggers={[commands]} />);
    await userEvent.type(field(), '/');
    const group = await screen.findByRole('group', { name: 'Text' });
    expect(within(group).getAllByRole('option')).toHaveLength(1);
  });

  it('does what a command is for, with its word gone from the text; a text that it returns is put in', async () => {
    const done: string[] = [];
    const run: ComposerTrigger = {
      char: '/',
      items: [item('clear'), item('date')],
      onPick(picked, query) {
        done.push(`${picked.id} ${query} ${value()}`);
        return picked.id === 'date' ? '27 November' : undefined;
      },
    };
    render(<ChatStage triggers={[run]} />);
    await userEvent.type(field(), 'On /da');
    await list();
    await userEvent.keyboard('{Enter}');
    expect(value()).toBe('On 27 November');
    await userEvent.keyboard(' /cl');
    await list();
    await userEvent.keyboard('{Enter}');
    expect(value()).toBe('On 27 November ');
    expect(done).toEqual(['date da On ', 'clear cl On 27 November ']);
  });

  it('is picked from by a press that leaves the focus in the field', async () => {
    render(<ChatStage triggers={[people]} />);
    await userEvent.type(field(), 'Hi @');
    await list('People');
    let left = 0;
    field().addEventListener('blur', () => left++);
    await userEvent.hover(screen.getByRole('option', { name: 'Alan' }));
    await isActive('Alan');
    await userEvent.click(screen.getByRole('option', { name: 'Grace' }));
    expect(value()).toBe('Hi @Grace ');
    expect(left).toBe(0);
  });

  it('leaves Enter and the arrows to an input method while it composes', async () => {
    render(<ChatStage triggers={[{ ...people, items: [item('田中'), item('山田')] }]} />);
    await userEvent.type(field(), '＠');
    await list('People');
    fireEvent.keyDown(field(), { key: 'ArrowDown', keyCode: 40, isComposing: true });
    expect(active()).toBe('田中');
    fireEvent.keyDown(field(), { key: 'Enter', keyCode: 13, isComposing: true });
    fireEvent.keyDown(field(), { key: 'Enter', keyCode: 229 });
    expect(value()).toBe('＠');
    expect(options()).toEqual(['田中', '山田']);
    fireEvent.keyDown(field(), { key: 'Enter', keyCode: 13 });
    expect(value()).toBe('@田中 ');
  });

  it('goes when the caret goes elsewhere, and when the message is sent', async () => {
    render(<ChatStage triggers={[people]} />);
    await userEvent.type(field(), 'Hi @zz');
    expect(await screen.findByText('Nothing found', { selector: '[data-dify="trigger-note"]' })).toBeTruthy();
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(questions()).toEqual(['Hi @zz']));
    await waitFor(() => expect(screen.queryByText('Nothing found')).toBeNull());
    await userEvent.type(field(), 'Hi @');
    await list('People');
    await userEvent.keyboard('{ArrowLeft}');
    await noList();
  });

  it('can be undone like what was typed', async () => {
    render(<ChatStage triggers={[people]} />);
    await userEvent.type(field(), '@');
    await list('People');
    await userEvent.keyboard('{Enter}');
    expect(value()).toBe('@Ada ');
    document.execCommand('undo');
    await waitFor(() => expect(value()).toBe('@'));
  });
});

describe('items that are asked for', () => {
  it('say that they are on their way, then come in the order they were found', async () => {
    const asked: string[] = [];
    let answer: (items: readonly TriggerItem[]) => void = () => undefined;
    const find = (query: string) => {
      asked.push(query);
      return new Promise<readonly TriggerItem[]>((resolve) => {
        answer = resolve;
      });
    };
    render(<ChatStage triggers={[{ char: '@', items: find }]} />);
    await userEvent.type(field(), '@');
    expect(await screen.findByText('Loading', { selector: '[data-dify="trigger-note"]' })).toBeTruthy();
    await userEvent.keyboard('{Enter}');
    expect(questions()).toEqual([]);
    await waitFor(() => expect(asked).toEqual(['']));
    answer([item('Zoë'), item('Ada')]);
    await list();
    expect(options()).toEqual(['Zoë', 'Ada']);
  });

  it('are asked for once a pause, and what is no longer wanted is called off', async () => {
    const asked: string[] = [];
    const left: string[] = [];
    const find = async (query: string, { signal }: { signal: AbortSignal }) => {
      asked.push(query);
      signal.addEventListener('abort', () => left.push(query));
      return [item(`found ${query}`)];
    };
    render(<ChatStage triggers={[{ char: '@', items: find }]} />);
    await userEvent.type(field(), '@');
    await list();
    await userEvent.keyboard('ada');
    await waitFor(() => expect(options()).toEqual(['found ada']));
    expect(asked[0]).toBe('');
    expect(asked.at(-1)).toBe('ada');
    expect(left).toContain('');
  });

  it('can be asked for again after they failed, by Enter', async () => {
    let isBroken = true;
    const find = async () => {
      if (isBroken) throw new Error('offline');
      return [item('Ada')];
    };
    render(<ChatStage triggers={[{ char: '@', items: find }]} />);
    await userEvent.type(field(), '@');
    await screen.findByRole('option', { name: 'Try again' });
    expect(screen.getByText('This could not be loaded.', { selector: '[role="status"]' })).toBeTruthy();
    isBroken = false;
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(options()).toEqual(['Ada']));
    expect(value()).toBe('@');
  });
});

describe('the place of a list', () => {
  const box = (element: Element) => element.getBoundingClientRect();
  const popup = async () => {
    const found = (await list('People')).closest('[data-dify="composer-popup"]');
    if (found === null) throw new Error('The list stands nowhere.');
    return box(found);
  };
  const composer = () => box(field().closest('form') ?? field());

  it('is above the composer, at the sign', async () => {
    render(<ChatStage layout="inline" triggers={[people]} />);
    await userEvent.type(field(), 'This is for @');
    const place = await popup();
    expect(place.bottom).toBeLessThanOrEqual(composer().top);
    expect(place.left).toBeGreaterThan(composer().left + 60);
    expect(place.left).toBeLessThan(composer().left + 160);
  });

  it('stays within the composer on a phone', async () => {
    render(<ChatStage layout="inline" width={390} triggers={[people]} />);
    await userEvent.type(field(), 'This line is nearly as long as the field @');
    const place = await popup();
    expect(place.left).toBeGreaterThanOrEqual(composer().left);
    expect(place.right).toBeLessThanOrEqual(composer().right);
  });

  it('begins at the right where one writes from right to left', async () => {
    document.documentElement.dir = 'rtl';
    render(<ChatStage layout="inline" triggers={[{ ...people, items: [item('עדה')] }]} />);
    await userEvent.type(field(), 'שלום @');
    const place = await popup();
    expect(place.right).toBeLessThan(composer().right - 20);
    expect(place.right).toBeGreaterThan(composer().right - 120);
  });
});

function OwnComposer() {
  return (
    <Chat.Composer triggers={[people]}>
      <Chat.Input />
      <Chat.Send />
    </Chat.Composer>
  );
}

/** A field of somebody else. */
function Plain() {
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const { activeIndex, items, listId, open, optionId } = useComposerTriggers(input, [people]);
  return (
    <>
      <input ref={input} aria-label="To" value={text} onChange={(event) => setText(event.target.value)} />
      {open !== null && (
        <div role="listbox" id={listId} aria-label="People">
          {items.map(({ id, label }, index) => (
            <div key={id} role="option" tabIndex={-1} id={optionId(index)} aria-selected={index === activeIndex}>
              {label}
            </div>
          ))}
        </div>
      )}
    </>
  );
}

describe('lists in another make-up', () => {
  it('open in a composer of one’s own', async () => {
    render(<ChatStage slots={{ Composer: OwnComposer }} />);
    await userEvent.type(await screen.findByRole('textbox', { name: 'Message' }), '@');
    await list('People');
  });

  it('open for any field by the hook, which makes a field of one line a combobox', async () => {
    render(<Plain />);
    await userEvent.type(screen.getByRole('textbox', { name: 'To' }), '@g');
    const input = await screen.findByRole('combobox', { name: 'To', expanded: true });
    await userEvent.keyboard('{Enter}');
    expect(input).toHaveProperty('value', '@Grace ');
    expect(screen.getByRole('textbox', { name: 'To' })).toBe(input);
  });
});
