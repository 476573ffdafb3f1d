import '../../styles/index.css';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { aReviewApp } from '../../testing/a-review-app.ts';
import { ChatStage } from '../../testing/chat-stage.tsx';

const log = () => screen.getByRole('log');
const question = () => userEvent.type(screen.getByRole('textbox', { name: 'Message' }), 'Book it for me{Enter}');

/** What axe finds in the chat, by rule. */
async function problems(): Promise<string[]> {
  const { violations } = await axe.run(log());
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(', ')}`);
}

describe.each(['1.14', '1.16'] as const)('a form in the chat, with Dify %s', (profile) => {
  it('is answered by keyboard alone, and the same answer goes on below it', async () => {
    render(<ChatStage emulator={aReviewApp({ profile })} />);
    await question();
    const form = await screen.findByRole('form', { name: 'Waiting for you: Book the slot' });
    expect(form.textContent).toContain('Thursday, 08:30.');
    expect(within(form).getByText(/left$/)).toBeTruthy();
    expect(await problems()).toEqual([]);
    const note = within(form).getByRole('textbox', { name: 'note' });
    note.focus();
    await userEvent.keyboard('Thanks!');
    await userEvent.tab();
    expect(document.activeElement).toBe(within(form).getByRole('button', { name: 'Book it' }));
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(log().textContent).toContain('Booked. Thanks!'), { timeout: 10_000 });
    expect(screen.queryByRole('form', { name: /^Waiting for you/ })).toBeNull();
    expect(log().textContent).toContain('Answered with “Book it”.');
    expect(log().textContent?.match(/The slot is free\./g)).toHaveLength(1);
    expect(await problems()).toEqual([]);
  });
});
