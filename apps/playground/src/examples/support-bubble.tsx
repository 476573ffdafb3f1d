import { Chat, useBubble } from '@dify-oapi/react/chat';
import { Markdown } from '@dify-oapi/react/markdown';
import './support-bubble.css';

/** A shop's help in its own colours: a button with words, a greeting, a panel with round corners. */
export function SupportBubble() {
  return (
    <Chat.Bubble className="support" data-dify-scope="" data-theme="light" defaultOpen>
      <Chat.Panel resizable={false}>
        <Chat.Root layout="bubble" anchor="end" features={{ history: false, search: false }}>
          <Chat.Main aria-label="Help">
            <header className="support-head">
              <span className="support-faces" aria-hidden="true">
                <b>I</b>
                <b>S</b>
                <b>K</b>
              </span>
              <div>
                <strong>Hei, we are here</strong>
                <small>Ingrid, Sunniva and Kåre of Velo Nord</small>
              </div>
              <Chat.NewConversation />
              <Chat.Close />
            </header>
            <Chat.Viewport>
              <Greeting />
              <Chat.Messages />
            </Chat.Viewport>
            <Chat.Foot>
              <Chat.Composer />
            </Chat.Foot>
          </Chat.Main>
        </Chat.Root>
      </Chat.Panel>
      <Opener />
    </Chat.Bubble>
  );
}

/** Stays above the messages, like the first line of a letter. */
function Greeting() {
  return (
    <div className="support-greeting">
      <Markdown text="Ask us about **sizes**, **service** and **spare parts**. We look it up in the handbook." />
    </div>
  );
}

/** Says in words what it opens. */
function Opener() {
  const { isOpen, unread } = useBubble();
  const words = isOpen ? 'Close' : unread > 0 ? `${unread} new` : 'Questions? Ask us';
  return (
    <Chat.Launcher className="support-opener" aria-label={words}>
      {words}
    </Chat.Launcher>
  );
}
