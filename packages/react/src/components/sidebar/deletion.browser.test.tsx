import '../../styles/index.css';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { anEmulator } from '../../testing/an-emulator.ts';
import { ChatStage } from '../../testing/chat-stage.tsx';
import { aWorld } from '../../testing/fixtures.ts';

const worldOf = (count: number) =>
  anEmulator({
    snapshot: aWorld(
      Array.from({ length: count }, (_, at) => ({
        name: `Conversation ${at + 1}`,
        at: 1_795_000_000 - at * 60,
        turns: [{ query: 'Q', answer: `Answer ${at + 1}` }],
      })),
    ),
  });
const list = () => screen.findByRole('navigation', { name: 'Conversations' });
const open = async (name: string) => userEvent.click(await within(await list()).findByRole('button', { name }));
async function remove(name: string) {
  await userEvent.click(await screen.findByRole('button', { name: `More for “${name}”` }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Delete' }));
}

beforeEach(() => page.viewport(1280, 800));

describe('a deleted conversation', () => {
  it('is gone at once, asked of Dify when the toast has gone, and not before', async () => {
    const emulator = worldOf(3);
    render(<ChatStage emulator={emulator} />);
    await remove('Conversation 2');
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Conversation 2' })).toBeNull());
    expect((await screen.findByText('“Conversation 2” deleted')).closest('[aria-live="polite"]')).not.toBeNull();
    expect(emulator.snapshot().conversations).toHaveLength(3);
    await userEvent.click(screen.getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(emulator.snapshot().conversations).toHaveLength(2));
    expect(screen.queryByText(/deleted$/)).toBeNull();
  });

  it('comes back with Undo, open as it was', async () => {
    const emulator = worldOf(2);
    render(<ChatStage emulator={emulator} />);
    await open('Conversation 1');
    expect(await screen.findByText('Answer 1')).toBeTruthy();
    await remove('Conversation 1');
    await waitFor(() => expect(screen.queryByText('Answer 1')).toBeNull());
    await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(await screen.findByText('Answer 1')).toBeTruthy();
    expect(await within(await list()).findByRole('button', { name: 'Conversation 1' })).toBeTruthy();
    expect(emulator.snapshot().conversations).toHaveLength(2);
  });

  it('leaves the focus on its neighbour, and Esc in the toast ends the time to undo', async () => {
    const emulator = worldOf(3);
    render(<ChatStage emulator={emulator} />);
    await remove('Conversation 2');
    await waitFor(() => expect(document.activeElement?.textContent).toMatch(/^Conversation [13]$/));
    (await screen.findByRole('button', { name: 'Undo' })).focus();
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(emulator.snapshot().conversations).toHaveLength(2));
  });

  it('is deleted when the next one is, or when the chat goes away', async () => {
    const emulator = worldOf(3);
    const { unmount } = render(<ChatStage emulator={emulator} />);
    await remove('Conversation 1');
    await screen.findByText('“Conversation 1” deleted');
    await remove('Conversation 2');
    await screen.findByText('“Conversation 2” deleted');
    await waitFor(() => expect(emulator.snapshot().conversations).toHaveLength(2));
    unmount();
    await waitFor(() => expect(emulator.snapshot().conversations).toHaveLength(1));
  });

  it('comes back when Dify refuses', async () => {
    const emulator = worldOf(2);
    render(<ChatStage emulator={emulator} />);
    await remove('Conversation 1');
    await screen.findByRole('button', { name: 'Undo' });
    emulator.faults.status = 403;
    await userEvent.click(screen.getByRole('button', { name: 'Close' }));
    expect(await screen.findByRole('alert')).toBeTruthy();
    expect(await within(await list()).findByRole('button', { name: 'Conversation 1' })).toBeTruthy();
  });
});

it('can be undone in the drawer, too', async () => {
  await page.viewport(390, 760);
  const emulator = worldOf(3);
  render(<ChatStage width={390} emulator={emulator} />);
  await userEvent.click(await screen.findByRole('button', { name: 'Show conversations' }));
  await remove('Conversation 2');
  await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
  const drawer = await screen.findByRole('dialog', { name: 'Conversations' });
  expect(await within(drawer).findByRole('button', { name: 'Conversation 2' })).toBeTruthy();
  expect(emulator.snapshot().conversations).toHaveLength(3);
});

it('comes back with Ctrl+Z, but not from a text field', async () => {
  const emulator = worldOf(3);
  render(<ChatStage emulator={emulator} />);
  await remove('Conversation 2');
  await screen.findByRole('button', { name: 'Undo' });
  await userEvent.type(screen.getByRole('textbox', { name: 'Message' }), 'a{Control>}z{/Control}');
  expect(screen.queryByRole('button', { name: 'Conversation 2' })).toBeNull();
  (await list()).focus();
  await userEvent.keyboard('{Control>}z{/Control}');
  expect(await within(await list()).findByRole('button', { name: 'Conversation 2' })).toBeTruthy();
});
