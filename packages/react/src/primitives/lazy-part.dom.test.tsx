import { act, render, screen } from '@testing-library/react';
import { Component, type ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type LazyPart, lazyPart, useLazyPart } from './lazy-part.ts';

function Greeting({ name }: { name: string }) {
  return <p>Hello {name}</p>;
}

function Place({ part }: { part: LazyPart<{ name: string }> }) {
  const Part = useLazyPart(part);
  return Part === undefined ? <p>Wait</p> : <Part name="Ada" />;
}

class Boundary extends Component<{ children: ReactNode }, { message?: string }> {
  override state: { message?: string } = {};
  static getDerivedStateFromError = (error: Error) => ({ message: error.message });
  override render() {
    return this.state.message ?? this.props.children;
  }
}

describe('lazyPart', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it('shows the part when its code has come, and from then on at once', async () => {
    let fetches = 0;
    const part = lazyPart(async () => {
      fetches++;
      return Greeting;
    });
    const { unmount } = render(<Place part={part} />);
    expect(screen.getByText('Wait')).toBeTruthy();
    await act(() => vi.advanceTimersByTimeAsync(0));
    expect(screen.getByText('Hello Ada')).toBeTruthy();
    unmount();
    render(<Place part={part} />);
    expect(screen.getByText('Hello Ada')).toBeTruthy();
    await part.load();
    expect(fetches).toBe(1);
  });

  it('asks again when the network fails', async () => {
    let fetches = 0;
    const part = lazyPart(async () => {
      if (++fetches < 3) throw new TypeError('Failed to fetch');
      return Greeting;
    });
    render(<Place part={part} />);
    await act(() => vi.advanceTimersByTimeAsync(3000));
    expect(screen.getByText('Hello Ada')).toBeTruthy();
    expect(fetches).toBe(3);
  });

  it('gives what never comes to the error boundary, and can be loaded later', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    let isThere = false;
    const part = lazyPart(async () => {
      if (!isThere) throw new TypeError('Failed to fetch');
      return Greeting;
    });
    const { unmount } = render(
      <Boundary>
        <Place part={part} />
      </Boundary>,
    );
    await act(() => vi.advanceTimersByTimeAsync(60_000));
    expect(screen.getByText('Failed to fetch')).toBeTruthy();
    unmount();
    isThere = true;
    await part.load();
    render(<Place part={part} />);
    expect(screen.getByText('Hello Ada')).toBeTruthy();
  });
});
