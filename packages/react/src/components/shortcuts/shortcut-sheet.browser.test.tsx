import '../../styles/index.css';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { ChatStage } from '../../testing/chat-stage.tsx';

it('shows the keys of a chat by a key, and gives the focus back', async () => {
  render(<ChatStage />);
  const field = await screen.findByRole('textbox', { name: 'Message' });
  await userEvent.click(field);
  await userEvent.keyboard('{Control>}/{/Control}');
  const sheet = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' });
  expect(sheet.textContent).toContain('Search this conversationCtrlF');
  await userEvent.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(document.activeElement).toBe(field);
});
