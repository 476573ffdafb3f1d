import '../../styles/index.css';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { anAppWithAForm } from '../../testing/an-app-with-a-form.ts';
import { ChatStage } from '../../testing/chat-stage.tsx';

const form = () => screen.findByRole('group', { name: 'Before the first message' });
const questions = () => screen.queryAllByRole('article', { name: 'You' }).map(({ textContent }) => textContent);

describe('the form of an app', () => {
  it('holds the first message back until it is filled in, says where, and keeps the text', async () => {
    render(<ChatStage emulator={anAppWithAForm()} />);
    const group = await form();
    const name = within(group).getByRole('textbox', { name: /^Your name/ });
    await userEvent.type(screen.getByRole('textbox', { name: 'Message' }), 'It squeaks{Enter}');
    await waitFor(() => expect(document.activeElement).toBe(name));
    expect(name.getBoundingClientRect().top).toBeGreaterThan(0);
    expect(within(group).getAllByText('This is needed.')).toHaveLength(2);
    expect(screen.getByRole('textbox', { name: 'Message' })).toHaveProperty('value', 'It squeaks');
    expect(questions()).toEqual([]);
    await userEvent.type(name, 'Ada');
    expect(within(group).getAllByText('This is needed.')).toHaveLength(1);
    await userEvent.selectOptions(within(group).getByRole('combobox', { name: 'Model' }), 'Elv 2');
    await userEvent.type(within(group).getByRole('textbox', { name: /^Kilometres/ }), '1200');
    expect(screen.getByRole('heading', { name: 'Hello Ada' })).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Send' }));
    await screen.findByText('Ada rides Elv 2, 1200 km.');
    expect(questions()).toEqual(['It squeaks']);
    expect(screen.queryByRole('group', { name: 'Before the first message' })).toBeNull();
  });

  it('is seen from its beginning, however long it is', async () => {
    render(<ChatStage emulator={anAppWithAForm()} />);
    await form();
    await waitFor(() => expect(screen.getByRole('region', { name: 'Messages' }).scrollTop).toBe(0));
    expect(screen.queryByRole('button', { name: /^Newest/ })).toBeNull();
  });

  it('says what is wrong when a field is left, and no longer when it is mended', async () => {
    render(<ChatStage emulator={anAppWithAForm()} />);
    const group = await form();
    const km = within(group).getByRole('textbox', { name: /^Kilometres/ });
    await userEvent.type(km, 'many');
    expect(within(group).queryByText('This has to be a number.')).toBeNull();
    await userEvent.tab();
    expect(within(group).getByText('This has to be a number.')).toBeTruthy();
    expect(km.getAttribute('aria-invalid')).toBe('true');
    await userEvent.clear(km);
    expect(within(group).queryByText('This has to be a number.')).toBeNull();
    await userEvent.type(within(group).getByRole('textbox', { name: /^Log/ }), 'x');
    await userEvent.tab();
    expect(within(group).getByText('This has to be JSON: an object in braces.')).toBeTruthy();
  });

  it('begins with what the host says, which then needs nobody', async () => {
    render(<ChatStage emulator={anAppWithAForm()} inputs={{ name: 'Grace', model: 'Fjell 3' }} />);
    const group = await form();
    expect(within(group).getByRole('textbox', { name: /^Your name/ })).toHaveProperty('value', 'Grace');
    await userEvent.click(screen.getByRole('button', { name: 'How do I store the battery?' }));
    await screen.findByText(/Grace rides Fjell 3/);
  });
});
