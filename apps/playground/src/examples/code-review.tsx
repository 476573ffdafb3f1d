import { textOf } from '@dify-oapi/core';
import { Chat, type DifyChatHandle, useMessage } from '@dify-oapi/react/chat';
import { Markdown } from '@dify-oapi/react/markdown';
import { type Ref, useRef } from 'react';
import './code-review.css';

const change = [
  [' ', 'export function torqueFor(bolt: Bolt): number {'],
  ['-', '  return table[bolt.name] ?? 40;'],
  ['+', '  const torque = table[bolt.name];'],
  ['+', '  if (torque === undefined) throw new UnknownBolt(bolt.name);'],
  ['+', '  return bolt.isGreased ? torque * 0.85 : torque;'],
  [' ', '}'],
] as const;

/** A change with a reviewer beside it: each line can be asked about. Dense, dark, one typeface. */
export function CodeReview() {
  const chat = useRef<DifyChatHandle>(null);
  return (
    <div className="review" data-theme="dark" data-dify-scope="">
      <section aria-label="Change">
        <h2>torque.ts</h2>
        <ol>
          {change.map(([sign, line], index) => (
            <li key={line} data-sign={sign}>
              <code>{line}</code>
              <button
                type="button"
                aria-label={`Ask about line ${index + 1}`}
                onClick={() => void chat.current?.sendMessage(`What does line ${index + 1} do?\n${line.trim()}`)}
              >
                ask
              </button>
            </li>
          ))}
        </ol>
      </section>
      <Reviewer handle={chat} />
    </div>
  );
}

function Reviewer({ handle }: { handle: Ref<DifyChatHandle> }) {
  return (
    <Chat.Root layout="inline" handle={handle} whenBusy="queue" anchor="top" features={{ history: false }}>
      <Chat.Main aria-label="Reviewer">
        <p className="review-head">reviewer</p>
        <Chat.Viewport>
          <Chat.Messages>{(id) => <Note key={id} id={id} />}</Chat.Messages>
        </Chat.Viewport>
        <Chat.Foot>
          <Chat.Queue />
          <Chat.Composer />
        </Chat.Foot>
      </Chat.Main>
    </Chat.Root>
  );
}

/** A line of the talk: who, then what. */
function Note({ id }: { id: string }) {
  const message = useMessage(id);
  if (message === undefined) return null;
  const isQuestion = message.role === 'user';
  const text = isQuestion ? message.text : textOf(message);
  return (
    <article className="note" data-message={id} data-role={message.role}>
      <b>{isQuestion ? 'you' : 'rev'}</b>
      {isQuestion ? <p>{text}</p> : <Markdown text={text} streaming={message.status.type === 'streaming'} />}
    </article>
  );
}
