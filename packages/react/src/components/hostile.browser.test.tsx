import '../styles/index.css';
import type { AssistantMessage } from '@dify-oapi/core';
import { createEmulator, defineApp, type Emulator, reply, supportApp } from '@dify-oapi/emulator';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hostileTexts } from '../markdown/testing/hostile.ts';
import { ChatStage } from '../testing/chat-stage.tsx';
import { anAnswer, aPassage, aQuestion, aWorld, conversationId } from '../testing/fixtures.ts';
import { type QuietPage, settled, watchPage } from '../testing/quiet-page.ts';
import { Stage } from '../testing/stage.tsx';
import { AssistantMessageView } from './message/assistant-message.tsx';
import { UserMessageView } from './message/user-message.tsx';

let quiet: QuietPage;
beforeEach(() => {
  quiet = watchPage();
});
afterEach(() => quiet.end());

/** An app of which every word is hostile. */
function hostileEmulator(): Emulator {
  const app = supportApp();
  const [first = '', second = '', third = ''] = hostileTexts;
  const texts = hostileTexts.join('\n\n');
  return createEmulator({
    pace: { firstMs: 0, pieceMs: 0 },
    snapshot: aWorld(
      hostileTexts.map((text, at) => ({
        name: text,
        turns: [
          {
            query: text,
            answer: text,
            sources: [
              aPassage({ document_name: text, dataset_name: text, content: text, segment_id: `s${at}` }),
              aPassage({ position: 2, document_id: text, document_name: `${text}.pdf`, content: '', segment_id: 'x' }),
            ],
          },
        ],
      })),
    ),
    apps: [
      {
        ...app,
        info: { ...app.info, name: first, description: second, author_name: third, tags: [...hostileTexts] },
        parameters: {
          ...app.parameters,
          opening_statement: texts,
          suggested_questions: [...hostileTexts],
          suggested_questions_after_answer: { enabled: true },
        },
        site: { ...app.site, title: first, custom_disclaimer: texts, input_placeholder: second, copyright: third },
        model: reply(
          Array.from(texts).filter((piece) => piece !== '\ud800'),
          {
            followUps: hostileTexts.slice(0, 3),
            sources: [aPassage({ document_name: first, content: texts })],
          },
        ),
      },
    ],
  });
}

it('what a page should not do is seen', async () => {
  const image = new Image();
  image.src = 'https://evil.example/control.png';
  await waitFor(() => expect(quiet.deeds().join()).toContain('https://evil.example/control.png'));
});

describe('hostile text in a whole chat', () => {
  it('loads nothing, runs nothing and goes nowhere as title, opening, starter, disclaimer and placeholder', async () => {
    render(<ChatStage emulator={hostileEmulator()} />);
    await waitFor(() => expect(document.querySelectorAll('[data-dify="conversation"]')).not.toHaveLength(0));
    await waitFor(() => expect(document.body.textContent).toContain('includegraphics'));
    await settled();
    expect(quiet.deeds()).toEqual([]);
  });

  it('does nothing in any conversation of the history, its sources and its passages', async () => {
    const emulator = hostileEmulator();
    for (const at of hostileTexts.keys()) {
      const { unmount } = render(<ChatStage emulator={emulator} layout="inline" conversationId={conversationId(at)} />);
      await screen.findByRole('heading', { name: '2 sources' });
      unmount();
    }
    await settled();
    expect(quiet.deeds()).toEqual([]);
  });

  it('does nothing while it streams, character by character, nor as a follow-up', async () => {
    render(<ChatStage emulator={hostileEmulator()} layout="inline" />);
    await userEvent.type(await screen.findByRole('textbox', { name: 'Message' }), 'Go{Enter}');
    await screen.findByRole('button', { name: 'Ask again' }, { timeout: 30_000 });
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Stop' })).toBeNull());
    await settled();
    expect(quiet.deeds()).toEqual([]);
  });

  it('does nothing as a name, a thought, a tool, a step, an error or a form', async () => {
    const messages = hostileTexts.map(
      (text, at): AssistantMessage =>
        anAnswer({
          id: `a${at}`,
          parts: [
            { type: 'reasoning', id: 'r', text, state: 'done', origin: 'think-tag', ms: 10 },
            { type: 'tool', id: 't', name: text, thought: text, input: text, output: text, state: 'done' },
            { type: 'tool', id: 'u', name: 'x', labels: { x: { en_US: text } }, input: '{}', state: 'failed' },
            { type: 'file', id: 'f', kind: 'image', url: text, name: text },
            { type: 'file', id: 'g', kind: 'document', url: 'javascript:alert(1)', name: text },
            { type: 'file', id: 'h', kind: 'image', url: 'https://evil.example/h.png', name: text },
            { type: 'file', id: 'i', kind: 'audio', url: 'https://evil.example/i.mp3', name: text },
            { type: 'file', id: 'j', kind: 'video', url: 'https://evil.example/j.mp4', name: text },
          ],
        }),
    );
    const questions = hostileTexts.map((text, at) =>
      aQuestion({
        id: `q${at}`,
        text,
        files: [{ id: 'f', name: text, kind: 'image', url: 'https://evil.example/q.png', size: 1 }],
      }),
    );
    render(
      <Stage>
        {questions.map((question) => (
          <UserMessageView key={question.id} message={question} />
        ))}
        {messages.map((message) => (
          <AssistantMessageView key={message.id} message={message} isLast={false} />
        ))}
      </Stage>,
    );
    await settled();
    expect(quiet.deeds()).toEqual([]);
  });

  it('does nothing as the words of an error', async () => {
    const emulator = createEmulator({
      pace: { firstMs: 0, pieceMs: 0 },
      apps: [
        defineApp({
          key: 'app-support',
          model: reply(async function* fail() {
            yield 'x';
            throw new Error(hostileTexts.join('\n'));
          }),
        }),
      ],
    });
    render(<ChatStage emulator={emulator} layout="inline" />);
    await userEvent.type(await screen.findByRole('textbox', { name: 'Message' }), 'Go{Enter}');
    await screen.findByRole('button', { name: /again/ }, { timeout: 20_000 });
    await settled();
    expect(quiet.deeds()).toEqual([]);
  });
});
