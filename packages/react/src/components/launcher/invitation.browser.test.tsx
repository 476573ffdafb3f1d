import '../../styles/index.css';
import { memoryAdapter, type StorageAdapter } from '@dify-oapi/core';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { useState } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { DifyProvider } from '../../provider/dify-provider.tsx';
import { anEmulator } from '../../testing/an-emulator.ts';
import { difyOn } from '../../testing/dify-on.ts';
import { listenToLiveRegions } from '../../testing/listen-to-live-regions.ts';
import { DifyBubble, type DifyBubbleProps } from './dify-bubble.tsx';

function Page({ storage, ...props }: DifyBubbleProps & { storage?: StorageAdapter }) {
  const [dify] = useState(() => difyOn(anEmulator()));
  const [own] = useState(memoryAdapter);
  return (
    <DifyProvider dify={dify} storage={storage ?? own} locale="en">
      <input aria-label="Search the shop" />
      <DifyBubble {...props} />
    </DifyProvider>
  );
}

const words = { title: 'Need a hand with sizing?', text: 'Tell me your height.', delayMs: 0 };
const card = () => screen.findByRole('complementary', { name: 'Invitation to chat' });

beforeEach(() => page.viewport(1280, 800));

describe('an invitation', () => {
  it('says the app’s opening line beside the launcher, and takes no focus', async () => {
    render(<Page invitation={{ delayMs: 0 }} />);
    const field = screen.getByRole('textbox', { name: 'Search the shop' });
    field.focus();
    expect((await card()).textContent?.length).toBeGreaterThan(20);
    expect(document.activeElement).toBe(field);
    expect((await axe.run(await card())).violations).toEqual([]);
  });

  it('is said once to who does not see it, and is silent again when it has gone', async () => {
    const heard = listenToLiveRegions(document.body);
    render(<Page invitation={words} />);
    await card();
    const said = 'Invitation to chat: Need a hand with sizing?\nTell me your height.';
    await waitFor(() => expect(heard.status).toEqual([said]));
    await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
    expect(screen.queryByRole('status')).toBeNull();
    expect(heard.status).toHaveLength(1);
    heard.stop();
  });

  it('is not shown again once it was dismissed, also on the next visit', async () => {
    const storage = memoryAdapter();
    const first = render(<Page storage={storage} invitation={words} />);
    await card();
    await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
    expect(screen.queryByRole('complementary')).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Open chat' }));
    first.unmount();
    render(<Page storage={storage} invitation={words} />);
    // Somebody who was never invited sees a card; it is the only one.
    render(<Page invitation={words} />);
    await card();
    expect(screen.getAllByRole('complementary')).toHaveLength(1);
  });

  it('opens the chat with one press, and is gone then', async () => {
    render(<Page invitation={words} />);
    await card();
    await userEvent.click(screen.getByRole('button', { name: /^Need a hand/ }));
    expect(await screen.findByRole('textbox', { name: 'Message' })).toBeTruthy();
    expect(screen.queryByRole('complementary')).toBeNull();
  });
});

it('a panel keeps the size that it was given for the next visit', async () => {
  const storage = memoryAdapter();
  const first = render(<Page storage={storage} defaultOpen />);
  const width = () => document.querySelector<HTMLElement>('[data-dify="panel"]')?.offsetWidth;
  (await screen.findByRole('separator')).focus();
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
  expect(width()).toBe(456);
  first.unmount();
  render(<Page storage={storage} defaultOpen />);
  await waitFor(() => expect(width()).toBe(456));
});
