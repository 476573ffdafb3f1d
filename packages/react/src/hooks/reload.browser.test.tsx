import { textOf } from '@dify-oapi/core';
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import { StrictMode, useEffect } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { DifyProvider } from '../provider/dify-provider.tsx';
import { aRunServer, type RunServer } from '../testing/a-run-server.ts';
import { type UseChatStreamOptions, useChatStream } from './use-chat-stream.ts';
import { useConversationMarks } from './use-conversation-marks.ts';

afterEach(() => sessionStorage.clear());

type View = ReturnType<typeof useChatStream>;

function Talk({ onView, ...options }: UseChatStreamOptions & { onView?: ((view: View) => void) | undefined }) {
  const view = useChatStream(options);
  useEffect(() => onView?.(view));
  const said = view.messages.map((message) => (message.role === 'user' ? `? ${message.text}` : `! ${textOf(message)}`));
  return <p data-testid="said">{said.join('\n')}</p>;
}

function Marks() {
  return <p data-testid="marks">{[...useConversationMarks().values()].join()}</p>;
}

/** Loads the page: whatever an earlier life of it held in memory is gone. */
function load(server: RunServer, options: UseChatStreamOptions & { onView?: (view: View) => void } = {}) {
  cleanup();
  return render(
    <StrictMode>
      <DifyProvider dify={server.client()} clientScope="ada">
        <Talk {...options} />
        <Marks />
      </DifyProvider>
    </StrictMode>,
  );
}

const said = () => screen.getByTestId('said').textContent;
const attaches = (server: RunServer) => server.requests.filter((request) => request.includes('/runs/'));
const sends = (server: RunServer) => server.requests.filter((request) => request.startsWith('POST'));

/** Asks, and sees the beginning of the answer. */
async function askIn(server: RunServer): Promise<string> {
  let view: View | undefined;
  load(server, {
    onView: (next) => {
      view = next;
    },
  });
  act(() => void view?.sendMessage('Which torque?'));
  await waitFor(() => expect(sends(server)).toHaveLength(1));
  server.text('Tighten ', 'to ');
  await waitFor(() => expect(said()).toBe('? Which torque?\n! Tighten to '));
  return view?.conversationId ?? '';
}

describe('a page that is loaded again in mid-answer', () => {
  it('S40 goes on filling the same message, with exactly one attach in strict mode', async () => {
    const server = aRunServer();
    const id = await askIn(server);
    load(server, { conversationId: id });
    await waitFor(() => expect(said()).toBe('? Which torque?\n! Tighten to '));
    server.text('40 ', 'Nm.');
    await waitFor(() => expect(said()).toBe('? Which torque?\n! Tighten to 40 Nm.'));
    server.end();
    await waitFor(() => expect(screen.getByTestId('marks').textContent).toBe(''));
    expect(attaches(server)).toEqual([expect.stringMatching(/^GET \/v1\/runs\/[^?]+\?after=0$/)]);
    expect(sends(server)).toHaveLength(1);
  });

  it('comes back to the conversation by itself when the view names none', async () => {
    const server = aRunServer();
    await askIn(server);
    load(server);
    await waitFor(() => expect(said()).toBe('? Which torque?\n! Tighten to '));
    load(server);
    await waitFor(() => expect(said()).toBe('? Which torque?\n! Tighten to '));
    server.text('40 Nm.');
    server.end();
    await waitFor(() => expect(said()).toBe('? Which torque?\n! Tighten to 40 Nm.'));
    expect(attaches(server)).toHaveLength(2);
    expect(sends(server)).toHaveLength(1);
  });

  it('goes on in the background when the view is elsewhere, and marks the conversation', async () => {
    const server = aRunServer();
    await askIn(server);
    load(server, { conversationId: null });
    await waitFor(() => expect(screen.getByTestId('marks').textContent).toBe('answering'));
    server.end();
    await waitFor(() => expect(screen.getByTestId('marks').textContent).toBe('unread'));
    expect(said()).toBe('');
  });

  it('stays where it is when it is not to resume by itself', async () => {
    const server = aRunServer();
    const id = await askIn(server);
    load(server, { conversationId: id, autoResume: false });
    await waitFor(() => expect(server.requests.at(-1)).toBe('GET /v1/messages'));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(attaches(server)).toEqual([]);
  });

  it('begins anew after an answer that has ended', async () => {
    const server = aRunServer();
    await askIn(server);
    server.end();
    await waitFor(() => expect(JSON.stringify({ ...sessionStorage })).not.toContain('Which torque?'));
    load(server);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(said()).toBe('');
    expect(attaches(server)).toEqual([]);
  });

  it('holds only ids and what was asked in the storage, never the answer', async () => {
    const server = aRunServer();
    await askIn(server);
    const stored = JSON.stringify({ ...sessionStorage });
    expect(stored).toContain('Which torque?');
    expect(stored).not.toContain('Tighten');
  });
});

describe('a connection that is lost in mid-answer', () => {
  it('S45 goes on after the last event that was read', async () => {
    const server = aRunServer();
    await askIn(server);
    server.cut();
    server.text('40 ');
    await waitFor(() => expect(said()).toBe('? Which torque?\n! Tighten to 40 '), { timeout: 5000 });
    server.text('Nm.');
    server.end();
    await waitFor(() => expect(said()).toBe('? Which torque?\n! Tighten to 40 Nm.'));
    expect(attaches(server)).toEqual([expect.stringMatching(/\?after=2$/)]);
    expect(sends(server)).toHaveLength(1);
  });
});
