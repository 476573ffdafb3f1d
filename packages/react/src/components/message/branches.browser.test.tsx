import '../../styles/index.css';
import { type Model, reply } from '@dify-oapi/emulator';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { anEmulator } from '../../testing/an-emulator.ts';
import { ChatStage } from '../../testing/chat-stage.tsx';

/** Says what it was asked. */
const echo: Model = reply((query) => [`You said: ${query}`]);
const log = () => screen.getByRole('log');
const composer = () => screen.getByRole('textbox', { name: 'Message' });
const said = async (text: string) => waitFor(() => expect(log().textContent).toContain(`You said: ${text}`));

describe('versions of a question', () => {
  it('are written, found again and told apart by keyboard alone', async () => {
    render(<ChatStage emulator={anEmulator({ model: echo })} />);
    await userEvent.type(composer(), 'One{Enter}');
    await said('One');
    await screen.findByRole('button', { name: 'Ask again' });
    screen.getByRole('button', { name: 'Edit' }).focus();
    await userEvent.keyboard('{Enter}');
    const editor = await screen.findByRole('textbox', { name: 'Edit your question' });
    await waitFor(() => expect(document.activeElement).toBe(editor));
    await userEvent.keyboard(', please{Enter}');
    await said('One, please');
    expect(document.activeElement).toBe(composer());
    const versions = await screen.findByRole('group', { name: 'Versions' });
    expect(versions.textContent).toContain('2 / 2');
    expect(versions.textContent).toContain('The app still remembers the other versions.');
    const previous = screen.getByRole('button', { name: 'Previous version' });
    previous.focus();
    await userEvent.keyboard('{Enter}');
    expect(log().textContent).toContain('1 / 2');
    expect(log().textContent).not.toContain('One, please');
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Previous version' }));
    await userEvent.tab();
    await userEvent.keyboard('{Enter}');
    expect(log().textContent).toContain('You said: One, please');
    const { violations } = await axe.run(log());
    expect(violations.map(({ id }) => id)).toEqual([]);
  });

  it('come also from asking again', async () => {
    render(<ChatStage emulator={anEmulator({ model: echo })} />);
    await userEvent.type(composer(), 'One{Enter}');
    await userEvent.click(await screen.findByRole('button', { name: 'Ask again' }));
    expect((await screen.findByRole('group', { name: 'Versions' })).textContent).toContain('2 / 2');
    expect(screen.getAllByRole('article', { name: 'You' })).toHaveLength(1);
  });
});
