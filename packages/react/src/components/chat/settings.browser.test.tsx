import '../../styles/index.css';
import { createEmulator, reply, supportApp } from '@dify-oapi/emulator';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createRef, useState } from 'react';
import { describe, expect, it } from 'vitest';
import { aReviewApp } from '../../testing/a-review-app.ts';
import { anEmulator } from '../../testing/an-emulator.ts';
import { ChatStage } from '../../testing/chat-stage.tsx';
import { aWorld, conversationId } from '../../testing/fixtures.ts';
import type { DifyChatHandle } from './chat-handle.ts';

const composer = () => screen.getByRole('textbox', { name: 'Message' });
const aSavedOne = () =>
  anEmulator({ snapshot: aWorld([{ name: 'First', turns: [{ query: 'Which torque?', answer: '40 Nm.' }] }]) });

function OurHeader() {
  return <header>Our header</header>;
}

function ClosedComposer() {
  return <p>Asking is closed today.</p>;
}

function Host() {
  const [id, setId] = useState<string | null>(conversationId(0));
  const [emulator] = useState(aSavedOne);
  return (
    <>
      <button type="button" onClick={() => setId(null)}>
        Fresh
      </button>
      <ChatStage emulator={emulator} layout="inline" conversationId={id} onConversationIdChange={setId} />
    </>
  );
}

describe('what a host says of a chat', () => {
  it('takes components of its own in the places of the kit’s', async () => {
    render(
      <ChatStage
        emulator={aSavedOne()}
        layout="inline"
        conversationId={conversationId(0)}
        slots={{
          Header: OurHeader,
          Composer: ClosedComposer,
        }}
      />,
    );
    expect(await screen.findByText('40 Nm.')).toBeTruthy();
    expect(screen.getByText('Our header')).toBeTruthy();
    expect(screen.getByText('Asking is closed today.')).toBeTruthy();
    expect(screen.queryByRole('textbox', { name: 'Message' })).toBeNull();
  });

  it('hides what it turns off', async () => {
    render(<ChatStage features={{ history: false, search: false, suggestions: false }} />);
    expect(await screen.findByRole('heading', { name: 'What can we fix today?' })).toBeTruthy();
    expect(screen.queryByRole('navigation', { name: 'Conversations' })).toBeNull();
    expect(screen.queryByRole('list', { name: 'Starter questions' })).toBeNull();
    await userEvent.type(composer(), 'Which torque?{Enter}');
    await screen.findByText(/Tighten/);
    expect(screen.queryByRole('button', { name: 'Search in this conversation' })).toBeNull();
  });

  it('has the app’s colour only when it asks for it', async () => {
    const app = { ...supportApp(), model: reply('Yes.') };
    const site = { ...app.site, chat_color_theme: '#d03060' };
    const emulator = () => createEmulator({ apps: [{ ...app, site }] });
    const { container, unmount } = render(<ChatStage emulator={emulator()} layout="inline" siteTheme />);
    await screen.findByRole('list', { name: 'Starter questions' });
    const root = () => container.querySelector<HTMLElement>('[data-dify="chat-root"]');
    await waitFor(() => expect(root()?.style.getPropertyValue('--dify-accent')).toBe('#d03060'));
    unmount();
    const second = render(<ChatStage emulator={emulator()} layout="inline" />);
    await screen.findByRole('list', { name: 'Starter questions' });
    const plain = second.container.querySelector<HTMLElement>('[data-dify="chat-root"]');
    expect(plain?.style.getPropertyValue('--dify-accent')).toBe('');
  });

  it('is told of answers, errors, events and conversations', async () => {
    const told: string[] = [];
    const emulator = anEmulator();
    render(
      <ChatStage
        emulator={emulator}
        layout="inline"
        onFinish={({ status }) => told.push(`finish ${status.type}`)}
        onError={({ status }) => told.push(`error ${status}`)}
        onEvent={({ event }) => event === 'message_end' && told.push(event)}
        onConversationIdChange={(id) => told.push(id === null ? 'new' : 'named')}
      />,
    );
    await userEvent.type(await screen.findByRole('textbox', { name: 'Message' }), 'Which torque?{Enter}');
    await screen.findByRole('button', { name: 'Ask again' });
    expect(told).toEqual(['named', 'message_end', 'finish complete']);
    emulator.faults.answerStatus = 500;
    await userEvent.type(composer(), 'And now?{Enter}');
    await screen.findByRole('button', { name: 'Try again' });
    expect(told.slice(3).sort()).toEqual(['error 500', 'finish failed']);
  });

  it('is told once of a form that an answer waits for', async () => {
    const told: string[] = [];
    render(
      <ChatStage emulator={aReviewApp()} layout="inline" onHumanInput={({ title }) => void told.push(title ?? '')} />,
    );
    await userEvent.type(await screen.findByRole('textbox', { name: 'Message' }), 'Book it{Enter}');
    await screen.findByRole('form', { name: 'Waiting for you: Book the slot' });
    expect(told).toEqual(['Book the slot']);
  });

  it('shows the app’s picture from its own site, and loads none from elsewhere', async () => {
    const app = { ...supportApp(), model: reply('Yes.') };
    const withIcon = (icon_url: string) =>
      createEmulator({ apps: [{ ...app, site: { ...app.site, icon_type: 'image', icon_url } }] });
    const dot = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=';
    const { container, unmount } = render(<ChatStage emulator={withIcon(dot)} layout="inline" />);
    await screen.findByRole('list', { name: 'Starter questions' });
    expect(container.querySelector('[data-dify="mark"] img')?.getAttribute('src')).toBe(dot);
    unmount();
    const second = render(<ChatStage emulator={withIcon('https://pictures.example/icon.png')} layout="inline" />);
    await screen.findByRole('list', { name: 'Starter questions' });
    expect(second.container.querySelector('[data-dify="mark"] img')).toBeNull();
  });

  it('can put the conversation that is open into its own address', async () => {
    render(<Host />);
    expect(await screen.findByText('40 Nm.')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Fresh' }));
    await screen.findByRole('list', { name: 'Starter questions' });
    expect(screen.queryByText('40 Nm.')).toBeNull();
  });

  it('has one handle for the life of the chat', async () => {
    const handle = createRef<DifyChatHandle>();
    const seen = new Set<unknown>();
    render(<ChatStage ref={handle} layout="inline" />);
    seen.add(handle.current?.getChat());
    await userEvent.type(await screen.findByRole('textbox', { name: 'Message' }), 'Which torque?{Enter}');
    await screen.findByRole('button', { name: 'Ask again' });
    seen.add(handle.current?.getChat());
    expect(seen.size).toBe(1);
    handle.current?.focus();
    expect(document.activeElement).toBe(composer());
  });
});
