import '../../styles/index.css';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { aVoiceApp } from '../../testing/a-voice-app.ts';
import { ChatStage } from '../../testing/chat-stage.tsx';

it('shows the keys of a chat by a key, and gives the focus back', async () => {
  render(<ChatStage />);
  const field = await screen.findByRole('textbox', { name: 'Message' });
  await userEvent.click(field);
  await userEvent.keyboard('{Control>}/{/Control}');
  const sheet = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' });
  expect(sheet.textContent).toContain('Search this conversationCtrlF');
  expect(sheet.textContent).not.toContain('Dictate');
  await userEvent.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(document.activeElement).toBe(field);
});

it('has the keys for speaking and listening where the app can do that', async () => {
  render(<ChatStage emulator={aVoiceApp()} />);
  await screen.findByRole('button', { name: 'Dictate' });
  await userEvent.click(screen.getByRole('textbox', { name: 'Message' }));
  await userEvent.keyboard('{Control>}/{/Control}');
  const sheet = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' });
  expect(sheet.textContent).toContain('DictateCtrlShiftD');
  expect(sheet.textContent).toContain('Read the answer aloud, or stopCtrlShiftL');
});
