import '../../styles/index.css';
import type { Emulator } from '@dify-oapi/emulator';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { cdp, page } from 'vitest/browser';
import { aRiderApp } from '../../testing/a-rider-app.ts';
import { anEmulator } from '../../testing/an-emulator.ts';
import { ChatStage, type ChatStageProps } from '../../testing/chat-stage.tsx';
import { failingAt } from '../../testing/failing-at.ts';
import { conversationId } from '../../testing/fixtures.ts';

const more = () => screen.findByRole('button', { name: 'More for this conversation' });
const panel = () => screen.findByRole('complementary', { name: 'Variables' });
const kept = (emulator: Emulator, name: string) =>
  emulator.snapshot().conversationVariables?.find((variable) => variable.name === name)?.value;

async function open(props: ChatStageProps): Promise<void> {
  render(<ChatStage defaultConversationId={conversationId(0)} {...props} />);
  await userEvent.click(await more());
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Variables' }));
}

beforeEach(() => page.viewport(1280, 800));

describe('the variables of a conversation', () => {
  it('show names, kinds and values as people write them, by name', async () => {
    await open({ emulator: aRiderApp() });
    const rows = await within(await panel()).findAllByRole('listitem');
    expect(rows.map((row) => row.querySelector('strong')?.textContent)).toEqual([
      'bikes',
      'child_seat',
      'name',
      'notes',
      'order',
      'receipt',
      'rider_height',
    ]);
    expect(rows[0]?.textContent).toBe(`bikesList of texts["Strand 2","Fjell 3 'Cargo'"]`);
    expect(rows[4]?.textContent).toContain('"isPaid": true');
    expect(within(rows[1] ?? document.body).getByRole('switch')).toHaveProperty('checked', true);
    expect(within(rows[5] ?? document.body).queryByRole('button')).toBeNull();
    expect((await axe.run(await panel())).violations).toEqual([]);
  });

  it('are changed by keys alone: a text, a number, JSON, a switch', async () => {
    const emulator = aRiderApp();
    await open({ emulator });
    await waitFor(async () => expect(document.activeElement).toBe(await panel()));
    (await screen.findByRole('button', { name: 'Change rider_height' })).focus();
    await userEvent.keyboard('{Enter}');
    const field = await screen.findByRole('textbox', { name: 'rider_height' });
    expect(document.activeElement).toBe(field);
    await userEvent.clear(field);
    await userEvent.keyboard('tall{Enter}');
    expect(await screen.findByText('This has to be a number.')).toBeTruthy();
    await userEvent.clear(field);
    await userEvent.keyboard('181{Enter}');
    await waitFor(() => expect(kept(emulator, 'rider_height')).toBe(181));
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Change rider_height' }));

    await userEvent.click(screen.getByRole('button', { name: 'Change bikes' }));
    await userEvent.clear(screen.getByRole('textbox', { name: 'bikes' }));
    await userEvent.keyboard('[["Strand 2", 3]{Control>}{Enter}{/Control}');
    expect(await screen.findByText(/^This has to be a JSON list/)).toBeTruthy();
    await userEvent.keyboard('{Backspace}{Backspace}{Backspace}{Backspace}]{Control>}{Enter}{/Control}');
    await waitFor(() => expect(kept(emulator, 'bikes')).toEqual(['Strand 2']));

    screen.getByRole('switch', { name: 'child_seat' }).focus();
    await userEvent.keyboard(' ');
    await waitFor(() => expect(kept(emulator, 'child_seat')).toBe(false));

    await userEvent.click(screen.getByRole('button', { name: 'Change name' }));
    await userEvent.keyboard('!{Escape}');
    expect(screen.queryByRole('textbox', { name: 'name' })).toBeNull();
    expect(await panel()).toBeTruthy();
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('complementary', { name: 'Variables' })).toBeNull());
    expect(document.activeElement).toBe(await more());
    expect(kept(emulator, 'name')).toBe('Ingrid');
  });

  it('are edited in letters that no phone zooms into, JSON too', async () => {
    await cdp().send('Emulation.setTouchEmulationEnabled', { enabled: true });
    try {
      expect(matchMedia('(pointer: coarse)').matches).toBe(true);
      await open({ emulator: aRiderApp() });
      await userEvent.click(await screen.findByRole('button', { name: 'Change order' }));
      const field = await screen.findByRole('textbox', { name: 'order' });
      expect(Number.parseFloat(getComputedStyle(field).fontSize)).toBeGreaterThanOrEqual(16);
    } finally {
      await cdp().send('Emulation.setTouchEmulationEnabled', { enabled: false });
    }
  });

  it('go back when the server refuses, and what was written stays in the field', async () => {
    const emulator = failingAt(aRiderApp(), ({ method }) => method === 'PUT');
    await open({ emulator });
    await userEvent.click(await screen.findByRole('button', { name: 'Change name' }));
    await userEvent.keyboard(' B.{Control>}{Enter}{/Control}');
    expect(await screen.findByText('Not saved. Trying again usually works.')).toBeTruthy();
    expect(screen.getByRole('textbox', { name: 'name' })).toHaveProperty('value', 'Ingrid B.');
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect((await panel()).textContent).toContain('Ingrid');
    expect((await panel()).textContent).not.toContain('Ingrid B.');

    const child = screen.getByRole('switch', { name: 'child_seat' });
    await userEvent.click(child);
    await waitFor(() => expect(child).toHaveProperty('checked', true));
    expect(child.getAttribute('aria-describedby')).not.toBeNull();
  });

  it('are read again when an answer has ended', async () => {
    const emulator = aRiderApp();
    await open({ emulator });
    expect(await screen.findByText('Ingrid')).toBeTruthy();
    const row = emulator.snapshot().conversationVariables?.find(({ name }) => name === 'name');
    const dify = `http://dify.test/v1/conversations/${conversationId(0)}/variables/${row?.id.slice(-36)}`;
    await emulator.fetch(dify, {
      method: 'PUT',
      headers: { authorization: 'Bearer app-support', 'content-type': 'application/json' },
      body: JSON.stringify({ user: 'u1', value: 'Astrid' }),
    });
    await userEvent.type(screen.getByRole('textbox', { name: 'Message' }), 'And now?{Enter}');
    expect(await screen.findByText('Astrid')).toBeTruthy();
  });

  it('fill a phone, keep the focus inside, and give it back', async () => {
    await page.viewport(390, 760);
    await open({ emulator: aRiderApp(), width: 390 });
    const drawer = await screen.findByRole('dialog', { name: 'Variables' });
    expect(await within(drawer).findByText('Ingrid')).toBeTruthy();
    await waitFor(() => expect(drawer.getBoundingClientRect().width).toBe(390));
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(document.activeElement).toBe(await more());
  });

  it('are offered only where an app keeps some, and not where the host hides them', async () => {
    const { unmount } = render(<ChatStage emulator={anEmulator()} />);
    await userEvent.click(await more());
    await screen.findByRole('menuitem', { name: 'Keyboard shortcuts' });
    expect(screen.queryByRole('menuitem', { name: 'Variables' })).toBeNull();
    unmount();
    render(<ChatStage emulator={aRiderApp()} features={{ variables: false }} />);
    await screen.findByRole('searchbox');
    await userEvent.click(await more());
    await screen.findByRole('menuitem', { name: 'Keyboard shortcuts' });
    expect(screen.queryByRole('menuitem', { name: 'Variables' })).toBeNull();
  });
});
