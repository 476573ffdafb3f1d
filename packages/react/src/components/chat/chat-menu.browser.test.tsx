import '../../styles/index.css';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { anEmulator } from '../../testing/an-emulator.ts';
import { ChatStage } from '../../testing/chat-stage.tsx';
import { failingAt } from '../../testing/failing-at.ts';
import { aWorld, conversationId } from '../../testing/fixtures.ts';

const world = (turns = 1) =>
  anEmulator({
    snapshot: aWorld([
      {
        name: 'Torque: axle/wheel',
        turns: Array.from({ length: turns }, (_, at) => ({ query: `Bolt ${at + 1}?`, answer: `${at + 1} Nm` })),
      },
    ]),
  });
const more = () => screen.findByRole('button', { name: 'More for this conversation' });
async function choose(name: string): Promise<void> {
  await userEvent.click(await more());
  await userEvent.click(await screen.findByRole('menuitem', { name }));
}

/** What the page gives to the reader as files, caught at the press on the link. */
function caughtFiles(): { name: string; text: () => Promise<string> }[] {
  const files: { name: string; text: () => Promise<string> }[] = [];
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    const bytes = fetch(this.href).then((response) => response.text());
    files.push({ name: this.download, text: () => bytes });
  });
  return files;
}

beforeEach(() => page.viewport(1280, 800));
afterEach(() => {
  vi.restoreAllMocks();
});

describe('the menu of the open conversation', () => {
  it('writes the whole conversation into a file of its name, also what was not read yet', async () => {
    const files = caughtFiles();
    render(<ChatStage emulator={world(45)} defaultConversationId={conversationId(0)} />);
    await screen.findByText('45 Nm');
    await choose('Download as Markdown');
    await waitFor(() => expect(files).toHaveLength(1));
    await choose('Download as JSON');
    await waitFor(() => expect(files).toHaveLength(2));
    expect(files.map(({ name }) => name)).toEqual(['Torque axle wheel.md', 'Torque axle wheel.json']);
    const markdown = await files[0]?.text();
    expect(markdown).toMatch(/^# Torque: axle\/wheel\n/);
    expect(markdown).toContain('1 Nm');
    const { messages }: { messages: unknown[] } = JSON.parse((await files[1]?.text()) ?? '');
    expect(messages).toHaveLength(90);
    expect(document.activeElement).toBe(await more());
  });

  it('says when earlier messages could not be read, and gives no half file', async () => {
    const files = caughtFiles();
    const emulator = failingAt(world(45), ({ url }) => url.includes('first_id'));
    render(<ChatStage emulator={emulator} defaultConversationId={conversationId(0)} />);
    await screen.findByText('45 Nm');
    await choose('Download as JSON');
    expect(await screen.findByText('Not downloaded: earlier messages could not be read')).toBeTruthy();
    expect(files).toEqual([]);
  });

  it('renames in the header, for the list too, and Esc takes it back', async () => {
    const emulator = world();
    render(<ChatStage emulator={emulator} defaultConversationId={conversationId(0)} />);
    await screen.findByText('1 Nm');
    await choose('Rename');
    const field = await screen.findByRole('textbox', { name: 'Name of the conversation' });
    await waitFor(() => expect(document.activeElement).toBe(field));
    await userEvent.keyboard('Axle{Enter}');
    await waitFor(() => expect(screen.getByRole('heading', { name: 'Axle' })).toBeTruthy());
    await waitFor(() => expect(emulator.snapshot().conversations?.[0]?.name).toBe('Axle'));
    expect(await screen.findByRole('button', { name: 'Axle' })).toBeTruthy();
    await choose('Rename');
    await screen.findByRole('textbox', { name: 'Name of the conversation' });
    await userEvent.keyboard('Wheel{Escape}');
    expect(await screen.findByRole('heading', { name: 'Axle' })).toBeTruthy();
  });

  it('deletes with Undo, and begins anew', async () => {
    const emulator = world();
    render(<ChatStage emulator={emulator} defaultConversationId={conversationId(0)} />);
    await screen.findByText('1 Nm');
    await choose('Delete');
    await waitFor(() => expect(screen.queryByText('1 Nm')).toBeNull());
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Message' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(await screen.findByText('1 Nm')).toBeTruthy();
    await choose('New conversation');
    await waitFor(() => expect(screen.queryByText('1 Nm')).toBeNull());
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Message' }));
  });

  it('offers what there is to do: less in a new conversation, no files where the host wants none', async () => {
    render(<ChatStage emulator={world()} defaultConversationId={conversationId(0)} features={{ export: false }} />);
    await screen.findByText('1 Nm');
    await userEvent.click(await more());
    const items = (await screen.findAllByRole('menuitem')).map((item) => item.textContent);
    expect(items).toEqual(['New conversation', 'Rename', 'Keyboard shortcuts', 'Delete']);
    expect((await axe.run(await screen.findByRole('menu'))).violations).toEqual([]);
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
    await choose('New conversation');
    await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
    await userEvent.click(await more());
    await waitFor(() => expect(within(screen.getByRole('menu')).getAllByRole('menuitem')).toHaveLength(1));
  });

  it('shows the keys, and gives the focus back', async () => {
    render(<ChatStage emulator={world()} />);
    await choose('Keyboard shortcuts');
    await screen.findByRole('dialog', { name: 'Keyboard shortcuts' });
    await userEvent.keyboard('{Escape}');
    await waitFor(async () => expect(document.activeElement).toBe(await more()));
  });
});
