import { type AssistantMessage, textOf } from '@dify-oapi/core';
import { act, render, screen, waitFor } from '@testing-library/react';
import { Activity, Profiler, type ReactNode, StrictMode, Suspense, use, useEffect } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { DifyProvider } from '../provider/dify-provider.tsx';
import { aLiveServer, type LiveServer } from '../testing/a-live-server.ts';
import { type UseChatStreamOptions, useChatStream } from './use-chat-stream.ts';

type View = ReturnType<typeof useChatStream>;

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  sessionStorage.clear();
});

/** One conversation; what it is at the moment goes to `onView`. */
function Talk({ onView, ...options }: UseChatStreamOptions & { onView?: (view: View) => void }) {
  const view = useChatStream(options);
  useEffect(() => onView?.(view));
  const last = view.messages.at(-1);
  return <p data-testid="text">{last?.role === 'assistant' ? textOf(last) : ''}</p>;
}

/** Asks as soon as it is there, as a page does that was opened with a question. */
function AutoTalk() {
  const { messageIds, sendMessage } = useChatStream({ subscribe: 'structure' });
  useEffect(() => void sendMessage('Which torque?'), [sendMessage]);
  return <p data-testid="text">{messageIds.length}</p>;
}

function Surroundings({ server, children }: { server: LiveServer; children: ReactNode }) {
  return <DifyProvider dify={server.dify}>{children}</DifyProvider>;
}

const shown = () => screen.getByTestId('text').textContent;

function aView() {
  let last: View | undefined;
  return {
    onView: (view: View) => {
      last = view;
    },
    now(): View {
      if (last === undefined) throw new Error('Nothing was drawn.');
      return last;
    },
  };
}

describe('a run and the life of its views', () => {
  it('S39 goes on when its view is unmounted, and the same run is there again when it is mounted', async () => {
    const server = aLiveServer();
    const view = aView();
    const first = render(<Talk onView={view.onView} />, {
      wrapper: ({ children }) => <Surroundings server={server}>{children}</Surroundings>,
    });
    act(() => void view.now().sendMessage('Which torque?'));
    await waitFor(() => expect(server.questions).toHaveLength(1));
    server.answer().text('Tighten ', 'to ');
    await waitFor(() => expect(shown()).toBe('Tighten to '));
    const { conversationId } = view.now();
    first.unmount();
    server.answer().text('40 ');
    render(
      <Surroundings server={server}>
        <Talk conversationId={conversationId} />
      </Surroundings>,
    );
    await waitFor(() => expect(shown()).toBe('Tighten to 40 '));
    server.answer().text('Nm.');
    server.answer().end();
    await waitFor(() => expect(shown()).toBe('Tighten to 40 Nm.'));
    expect(server.questions).toHaveLength(1);
  });

  it('S40 asks once when strict mode mounts twice', async () => {
    const server = aLiveServer();
    render(
      <StrictMode>
        <Surroundings server={server}>
          <AutoTalk />
        </Surroundings>
      </StrictMode>,
    );
    await waitFor(() => expect(server.questions).toEqual(['Which torque?']));
    server.answer().text('40 Nm.');
    server.answer().end();
    await waitFor(() => expect(shown()).toBe('2'));
    expect(server.questions).toEqual(['Which torque?']);
  });

  it('S41 goes on without a new start when its tree is suspended, hidden and shown again', async () => {
    const server = aLiveServer();
    const view = aView();
    const page = (mode: 'visible' | 'hidden', wait: Promise<string> | null) => (
      <Surroundings server={server}>
        <Activity mode={mode}>
          <Suspense fallback={<p>Waiting</p>}>
            <Talk onView={view.onView} />
            {wait !== null && <Waiting for={wait} />}
          </Suspense>
        </Activity>
      </Surroundings>
    );
    const { rerender } = render(page('visible', null));
    act(() => void view.now().sendMessage('Which torque?'));
    await waitFor(() => expect(server.questions).toHaveLength(1));
    server.answer().text('Tighten ');
    await waitFor(() => expect(shown()).toBe('Tighten '));
    let ready: (word: string) => void = () => undefined;
    const wait = new Promise<string>((resolve) => {
      ready = resolve;
    });
    await act(async () => rerender(page('visible', wait)));
    expect(screen.getByText('Waiting')).toBeTruthy();
    server.answer().text('to ');
    await act(async () => ready('done'));
    await waitFor(() => expect(shown()).toBe('Tighten to '));
    await act(async () => rerender(page('hidden', null)));
    expect(server.answer().isLeft).toBe(false);
    server.answer().text('40 Nm.');
    server.answer().end();
    await act(async () => rerender(page('visible', null)));
    await waitFor(() => expect(shown()).toBe('Tighten to 40 Nm.'));
    expect(server.questions).toHaveLength(1);
  });

  it('S42 calls the latest callback when it changes in mid-run, and does not start anew', async () => {
    const server = aLiveServer();
    const view = aView();
    const calls: string[] = [];
    const page = (name: string) => (
      <Surroundings server={server}>
        <Talk
          onView={view.onView}
          inputs={{ name }}
          onEvent={() => calls.push(`${name} event`)}
          onFinish={() => calls.push(`${name} end`)}
        />
      </Surroundings>
    );
    const { rerender } = render(page('first'));
    act(() => void view.now().sendMessage('Which torque?'));
    await waitFor(() => expect(server.questions).toHaveLength(1));
    server.answer().text('Tighten ');
    await waitFor(() => expect(calls).toEqual(['first event']));
    rerender(page('second'));
    server.answer().text('to 40 Nm.');
    server.answer().end();
    await waitFor(() => expect(calls.at(-1)).toBe('second end'));
    expect(calls.slice(1)).toEqual(['second event', 'second event', 'second end']);
    expect(server.questions).toHaveLength(1);
  });
});

describe('a run and the frames of the page', () => {
  it('S43 draws 1,000 pieces of one frame in at most two commits, and the end without waiting for a frame', async () => {
    const server = aLiveServer();
    const view = aView();
    let commits = 0;
    render(
      <Surroundings server={server}>
        <Profiler id="talk" onRender={() => void commits++}>
          <Talk onView={view.onView} />
        </Profiler>
      </Surroundings>,
    );
    act(() => void view.now().sendMessage('Which torque?'));
    await waitFor(() => expect(server.questions).toHaveLength(1));
    server.answer().text('Begin ');
    await waitFor(() => expect(shown()).toBe('Begin '));
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    commits = 0;
    server.answer().text(...Array.from({ length: 1000 }, () => 'word '));
    await waitFor(() => expect(shown()).toHaveLength(5006), { interval: 1 });
    expect(commits).toBeLessThanOrEqual(2);
    vi.stubGlobal('requestAnimationFrame', () => 0);
    server.answer().text('last.');
    server.answer().end();
    await waitFor(() => expect(shown()).toMatch(/last\.$/), { interval: 1 });
    expect(view.now().status).toBe('ready');
  });

  it('S44 is complete after five minutes in a hidden tab: the end is told there, and nothing is asked again', async () => {
    const server = aLiveServer();
    const view = aView();
    const ends: AssistantMessage[] = [];
    render(
      <Surroundings server={server}>
        <Talk onView={view.onView} onFinish={(message) => ends.push(message)} />
      </Surroundings>,
    );
    act(() => void view.now().sendMessage('Which torque?'));
    await waitFor(() => expect(server.questions).toHaveLength(1));
    server.answer().text('Tighten ');
    await waitFor(() => expect(shown()).toBe('Tighten '));
    const hidden = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    vi.stubGlobal('requestAnimationFrame', () => 0);
    document.dispatchEvent(new Event('visibilitychange'));
    server.answer().text('to ', '40 ');
    await new Promise((resolve) => setTimeout(resolve, 50));
    server.answer().text('Nm.');
    server.answer().end();
    await waitFor(() => expect(ends).toHaveLength(1));
    vi.unstubAllGlobals();
    hidden.mockRestore();
    document.dispatchEvent(new Event('visibilitychange'));
    await waitFor(() => expect(shown()).toBe('Tighten to 40 Nm.'));
    expect(server.questions).toHaveLength(1);
  });
});

function Waiting({ for: promise }: { for: Promise<string> }) {
  return <span>{use(promise)}</span>;
}
