import { act, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lazyPart } from './lazy-part.tsx';

interface GreetingProps {
  name: string;
}

const Greeting = ({ name }: GreetingProps) => <p>Hello {name}</p>;
const Wait = ({ name }: GreetingProps) => <p>Wait, {name}</p>;

describe('lazyPart', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('shows the part when its code has come, and from then on at once', async () => {
    let fetches = 0;
    const Part = lazyPart(async () => {
      fetches++;
      return Greeting;
    }, Wait);
    const { unmount } = render(<Part name="Ada" />);
    expect(screen.getByText('Wait, Ada')).toBeTruthy();
    await act(() => vi.advanceTimersByTimeAsync(0));
    expect(screen.getByText('Hello Ada')).toBeTruthy();
    unmount();
    render(<Part name="Grace" />);
    expect(screen.getByText('Hello Grace')).toBeTruthy();
    await Part.preload();
    expect(fetches).toBe(1);
  });

  it('is there at once when it was loaded before', async () => {
    const Part = lazyPart(async () => Greeting);
    await Part.preload();
    render(<Part name="Ada" />);
    expect(screen.getByText('Hello Ada')).toBeTruthy();
  });

  it('asks again when the network fails, and lets the page live', async () => {
    let isThere = false;
    let fetches = 0;
    const Part = lazyPart(async () => {
      fetches++;
      if (!isThere) throw new TypeError('Failed to fetch dynamically imported module');
      return Greeting;
    }, Wait);
    await Part.preload();
    render(<Part name="Ada" />);
    await act(() => vi.advanceTimersByTimeAsync(30_000));
    expect(screen.getByText('Wait, Ada')).toBeTruthy();
    expect(fetches).toBeGreaterThan(4);
    isThere = true;
    await act(() => vi.advanceTimersByTimeAsync(8000));
    expect(screen.getByText('Hello Ada')).toBeTruthy();
  });

  it('asks no more when it is not wanted any more', async () => {
    let fetches = 0;
    const Part = lazyPart<GreetingProps>(() => {
      fetches++;
      return Promise.reject(new TypeError('Failed to fetch'));
    });
    const { unmount } = render(<Part name="Ada" />);
    await act(() => vi.advanceTimersByTimeAsync(0));
    unmount();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(fetches).toBe(1);
  });
});
