import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createToasts } from './toasts.ts';

describe('toasts', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('end by themselves after six seconds, once', () => {
    const toasts = createToasts();
    const onEnd = vi.fn();
    toasts.show({ text: 'Saved', onEnd });
    vi.advanceTimersByTime(5999);
    expect(toasts.getSnapshot()?.text).toBe('Saved');
    vi.advanceTimersByTime(1);
    expect(toasts.getSnapshot()).toBeNull();
    toasts.end();
    expect(onEnd).toHaveBeenCalledOnce();
  });

  it('stay while they are held, and have their whole time again afterwards', () => {
    const toasts = createToasts();
    toasts.show({ text: 'Saved' });
    vi.advanceTimersByTime(5000);
    toasts.hold();
    vi.advanceTimersByTime(60_000);
    toasts.release();
    vi.advanceTimersByTime(5999);
    expect(toasts.getSnapshot()).not.toBeNull();
    vi.advanceTimersByTime(1);
    expect(toasts.getSnapshot()).toBeNull();
  });

  it('give way to the next one, which ends them', () => {
    const toasts = createToasts();
    const onEnd = vi.fn();
    toasts.show({ text: 'One', onEnd });
    toasts.show({ text: 'Two' });
    expect(onEnd).toHaveBeenCalledOnce();
    expect(toasts.getSnapshot()?.text).toBe('Two');
  });

  it('do not end when their action is used', () => {
    const toasts = createToasts();
    const onEnd = vi.fn();
    const onClick = vi.fn();
    toasts.show({ text: 'Deleted', action: { label: 'Undo', onClick }, onEnd });
    toasts.act();
    vi.advanceTimersByTime(10_000);
    expect([onClick.mock.calls.length, onEnd.mock.calls.length]).toEqual([1, 0]);
    expect(toasts.getSnapshot()).toBeNull();
  });
});
