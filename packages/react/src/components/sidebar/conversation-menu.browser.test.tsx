import '../../styles/index.css';
import { render, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { anEmulator } from '../../testing/an-emulator.ts';
import { ChatStage } from '../../testing/chat-stage.tsx';
import { aWorld } from '../../testing/fixtures.ts';
import { Menu } from './conversation-menu.tsx';

const world = () => anEmulator({ snapshot: aWorld([{ name: 'Belt tension', turns: [] }]) });
const more = () => screen.findByRole('button', { name: 'More for “Belt tension”' });

it('a menu that a key opens has its first item focused, and arrows go on from there', async () => {
  await page.viewport(1280, 800);
  render(<ChatStage emulator={world()} />);
  (await more()).focus();
  await userEvent.keyboard('{Enter}');
  const rename = await screen.findByRole('menuitem', { name: 'Rename' });
  await waitFor(() => expect(document.activeElement).toBe(rename));
  await userEvent.keyboard('{ArrowDown}');
  await waitFor(() =>
    expect(document.activeElement).toBe(screen.getByRole('menuitem', { name: 'Name automatically' })),
  );
  await userEvent.keyboard('{Escape}');
  await waitFor(async () => expect(document.activeElement).toBe(await more()));
  await userEvent.keyboard('{Enter}{ArrowDown}{ArrowDown}{ArrowDown}{Enter}');
  expect(await screen.findByText(/ deleted$/)).toBeTruthy();
});

it('loses no key when it is pressed quickly for the first time', async () => {
  await page.viewport(1280, 800);
  render(<ChatStage emulator={world()} />);
  await more();
  await Menu.preload();
  (await more()).focus();
  await userEvent.keyboard('{Enter}{ArrowDown}{ArrowDown}{ArrowDown}{Enter}');
  expect(await screen.findByText(/ deleted$/)).toBeTruthy();
});
