import '../../styles/index.css';
import { memoryAdapter } from '@dify-oapi/core';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { DifyProvider } from '../../provider/dify-provider.tsx';
import { anEmulator } from '../../testing/an-emulator.ts';
import { difyOn } from '../../testing/dify-on.ts';
import { aWorld } from '../../testing/fixtures.ts';
import { DifyChat } from '../chat/dify-chat.tsx';

const world = () =>
  anEmulator({
    snapshot: aWorld(
      Array.from({ length: 60 }, (_, at) => ({
        name: `Ride ${at}`,
        at: 1_795_000_000 - at * 60,
        turns: [{ query: 'How far?', answer: `${at} km.` }],
      })),
    ),
  });
const list = () => screen.findByRole('navigation', { name: 'Conversations' });
const names = async (heading: string) => {
  const section = (await within(await list()).findByRole('heading', { name: heading })).closest('section');
  return [...(section?.querySelectorAll('[data-dify="conversation-open"]') ?? [])].map((row) => row.textContent);
};
async function choose(name: string, item: string) {
  await userEvent.click(await screen.findByRole('button', { name: `More for “${name}”` }));
  await userEvent.click(await screen.findByRole('menuitem', { name: item }));
}

beforeEach(() => page.viewport(1280, 900));

it('pinned conversations stand on top, the last one first, also after the page was loaded anew', async () => {
  const emulator = world();
  const storage = memoryAdapter();
  const show = () =>
    render(
      <DifyProvider dify={difyOn(emulator)} storage={storage} locale="en">
        <div style={{ blockSize: 800 }}>
          <DifyChat />
        </div>
      </DifyProvider>,
    );
  const { unmount } = show();
  await choose('Ride 2', 'Pin');
  await waitFor(async () => expect(await names('Pinned')).toEqual(['Ride 2']));
  await choose('Ride 5', 'Pin');
  await waitFor(async () => expect(await names('Pinned')).toEqual(['Ride 5', 'Ride 2']));
  expect(await within(await list()).findAllByRole('button', { name: 'Ride 2' })).toHaveLength(1);
  unmount();
  show();
  await waitFor(async () => expect(await names('Pinned')).toEqual(['Ride 5', 'Ride 2']));
  await choose('Ride 5', 'Unpin');
  await waitFor(async () => expect(await names('Pinned')).toEqual(['Ride 2']));
});

it('a pinned conversation that is deleted is pinned no more, and comes back pinned with Undo', async () => {
  render(
    <DifyProvider dify={difyOn(world())} storage={memoryAdapter()} locale="en">
      <div style={{ blockSize: 800 }}>
        <DifyChat />
      </div>
    </DifyProvider>,
  );
  await choose('Ride 3', 'Pin');
  await waitFor(async () => expect(await names('Pinned')).toEqual(['Ride 3']));
  await choose('Ride 3', 'Delete');
  await waitFor(() => expect(screen.queryByRole('heading', { name: 'Pinned' })).toBeNull());
  await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
  await waitFor(async () => expect(await names('Pinned')).toEqual(['Ride 3']));
  await choose('Ride 3', 'Delete');
  await userEvent.click(await screen.findByRole('button', { name: 'Close' }));
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Ride 3' })).toBeNull());
});

it('a conversation takes the name that the app’s model gives it', async () => {
  const emulator = world();
  render(
    <DifyProvider dify={difyOn(emulator)} storage={memoryAdapter()} locale="en">
      <div style={{ blockSize: 800 }}>
        <DifyChat />
      </div>
    </DifyProvider>,
  );
  await choose('Ride 1', 'Name automatically');
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Ride 1' })).toBeNull());
  const named = emulator.snapshot().conversations.find(({ id }) => id === '00000000-0000-4000-8000-000000000001');
  expect(named?.name).not.toBe('Ride 1');
  expect(await within(await list()).findByRole('button', { name: named?.name ?? '' })).toBeTruthy();
});
