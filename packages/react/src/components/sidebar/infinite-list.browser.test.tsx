import '../../styles/index.css';
import type { Emulator } from '@dify-oapi/emulator';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { anEmulator } from '../../testing/an-emulator.ts';
import { ChatStage } from '../../testing/chat-stage.tsx';
import { aWorld } from '../../testing/fixtures.ts';

const count = 130;
/** Each second older than the one before. */
const seeds = Array.from({ length: count }, (_, at) => ({ name: `Ride ${at}`, at: 1_795_000_000 - at, turns: [] }));

/** An emulator that tells which pages of the list were read, by the row each begins after. */
function counted() {
  const world = anEmulator({ snapshot: aWorld(seeds) });
  const cursors: (string | null)[] = [];
  const emulator: Emulator = {
    ...world,
    fetch(input, init) {
      const request = new Request(input, init);
      const { pathname, searchParams } = new URL(request.url);
      if (pathname === '/v1/conversations') cursors.push(searchParams.get('last_id'));
      return world.fetch(request);
    },
  };
  return { world, emulator, cursors };
}

const list = () => screen.findByRole('navigation', { name: 'Conversations' });
const rows = (nav: HTMLElement) => within(nav).queryAllByRole('listitem');
const toEnd = (nav: HTMLElement) => nav.scrollTo({ top: nav.scrollHeight });

beforeEach(() => page.viewport(1280, 800));

describe('the list of conversations', () => {
  it('reads the next page when its end comes near, each page once', async () => {
    const { emulator, cursors } = counted();
    render(<ChatStage emulator={emulator} />);
    const nav = await list();
    await waitFor(() => expect(rows(nav)).toHaveLength(40));
    expect(cursors).toEqual([null]);
    for (const expected of [80, 120, count]) {
      toEnd(nav);
      await waitFor(() => expect(rows(nav)).toHaveLength(expected));
    }
    expect(new Set(cursors).size).toBe(cursors.length);
    expect(cursors).toHaveLength(4);
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
  });

  it('has a button for who does not scroll', async () => {
    const { emulator } = counted();
    render(<ChatStage emulator={emulator} />);
    const nav = await list();
    await userEvent.click(await screen.findByRole('button', { name: 'Show more' }));
    await waitFor(() => expect(rows(nav).length).toBeGreaterThanOrEqual(80));
  });

  it('says in place that a page could not be read, and reads it again on demand', async () => {
    const { world, emulator } = counted();
    render(<ChatStage emulator={emulator} />);
    const nav = await list();
    await waitFor(() => expect(rows(nav)).toHaveLength(40));
    world.faults.status = 500;
    toEnd(nav);
    expect(await within(nav).findByText('Older conversations could not be read.')).toBeTruthy();
    expect(rows(nav)).toHaveLength(40);
    await userEvent.click(within(nav).getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(rows(nav)).toHaveLength(80));
  });

  it('goes on where the row that the next page begins after is gone', async () => {
    const { world, emulator } = counted();
    render(<ChatStage emulator={emulator} />);
    const nav = await list();
    await waitFor(() => expect(rows(nav)).toHaveLength(40));
    const last = world.snapshot().conversations.find(({ name }) => name === 'Ride 39');
    const answer = await world.fetch(
      new Request(`http://dify.test/v1/conversations/${last?.id}`, {
        method: 'DELETE',
        headers: { authorization: 'Bearer app-support', 'content-type': 'application/json' },
        body: JSON.stringify({ user: 'u1' }),
      }),
    );
    expect(answer.status).toBe(204);
    toEnd(nav);
    await waitFor(() => expect(within(nav).queryByRole('button', { name: 'Ride 39' })).toBeNull());
    toEnd(nav);
    expect(await within(nav).findByRole('button', { name: 'Ride 41' })).toBeTruthy();
  });

  it('finds by name what is on pages that were not read yet', async () => {
    const { emulator } = counted();
    render(<ChatStage emulator={emulator} />);
    const nav = await list();
    await userEvent.type(await screen.findByRole('searchbox', { name: 'Search conversations' }), 'Ride 127');
    expect(await within(nav).findByRole('button', { name: 'Ride 127' })).toBeTruthy();
  });
});
