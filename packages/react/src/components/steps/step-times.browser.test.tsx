import '../../styles/index.css';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { aTimedLiveRun, aTimedRun } from '../../testing/a-timed-run.ts';
import { anAnswer } from '../../testing/fixtures.ts';
import { Stage } from '../../testing/stage.tsx';
import { Steps } from './steps.tsx';

/** Where the bar of a step is on the screen. */
async function barOf(words: RegExp): Promise<DOMRect> {
  const row = (await screen.findByText(words)).closest('li');
  const bar = row?.querySelector('[data-dify="step-span-bar"]');
  if (!bar) throw new Error(`no bar of ${words}`);
  return bar.getBoundingClientRect();
}

function finished() {
  const answer = anAnswer();
  return <Steps message={{ ...answer, run: aTimedRun(answer.createdAt) }} />;
}

it('shows when each step of an answer ran, once the reader asks for it', async () => {
  render(<Stage>{finished()}</Stage>);
  expect(screen.queryByRole('switch')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: /^Worked for/ }));
  const times = screen.getByRole('switch', { name: 'Times' });
  expect(times.getAttribute('aria-checked')).toBe('false');
  expect(screen.queryByRole('list', { name: 'Times' })).toBeNull();
  await userEvent.click(times);
  expect(times.getAttribute('aria-checked')).toBe('true');
  const list = await screen.findByRole('list', { name: 'Times' });
  expect(list.textContent).toContain('Could not finish Ask the stock service, 1.9\u00a0s, begins after 1.2\u00a0s');

  const search = await barOf(/^Search the handbook, /);
  const stock = await barOf(/^Could not finish Ask the stock service, /);
  const each = await barOf(/^For each log, /);
  const second = await barOf(/^Round 2, /);
  expect(stock.left).toBeCloseTo(search.left, 0);
  expect(each.left).toBeGreaterThanOrEqual(search.right - 1);
  expect(second.left).toBeGreaterThan(each.left);
  expect(second.right).toBeLessThanOrEqual(each.right + 1);

  await userEvent.click(times);
  expect(screen.queryByRole('list', { name: 'Times' })).toBeNull();
});

it('mirrors the bars where the text runs from right to left', async () => {
  render(
    <div dir="rtl">
      <Stage>{finished()}</Stage>
    </div>,
  );
  await userEvent.click(screen.getByRole('button', { name: /^Worked for/ }));
  await userEvent.click(screen.getByRole('switch', { name: 'Times' }));
  const first = await barOf(/^Read 4 service logs, /);
  const last = await barOf(/^Write the answer, /);
  expect(last.right).toBeLessThan(first.left);
});

it('lets the bar of what runs reach to now', async () => {
  const began = Math.floor(Date.now() / 1000) * 1000 - 6000;
  const run = aTimedLiveRun(began);
  render(
    <Stage>
      <Steps message={anAnswer({ createdAt: began, status: { type: 'streaming' }, parts: [], run })} />
    </Stage>,
  );
  await userEvent.click(screen.getByRole('switch', { name: 'Times' }));
  const words = /^Write the answer, .* so far, begins after 3\.5\ss$/;
  const before = (await screen.findByText(words)).textContent;
  await waitFor(() => expect(screen.getByText(words).textContent).not.toBe(before), { timeout: 5000 });
  const room = document.querySelector('[data-dify="step-span-room"]')?.getBoundingClientRect();
  await waitFor(async () => expect((await barOf(words)).right).toBeCloseTo(room?.right ?? 0, 0));
});
