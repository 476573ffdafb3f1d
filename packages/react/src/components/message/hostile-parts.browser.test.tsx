import '../../styles/index.css';
import type { AssistantMessage, MessagePart, UserMessage } from '@dify-oapi/core';
import { APIError } from '@dify-oapi/core';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hostileTexts } from '../../markdown/testing/hostile.ts';
import { anAnswer, aPassage, aQuestion } from '../../testing/fixtures.ts';
import { Stage } from '../../testing/stage.tsx';
import { AssistantMessageView } from './assistant-message.tsx';
import { UserMessageView } from './user-message.tsx';

/** A policy that lets nothing load: what is tried is reported, also where the address leads nowhere. */
const policy =
  "default-src 'self' 'unsafe-inline' 'unsafe-eval' ws: http://localhost:*; img-src 'none'; media-src 'none'; object-src 'none'; form-action 'none'";

/** Addresses that a file, an icon or a source may be given. */
const addresses = [
  'https://evil.example/p?q=SECRET',
  '//evil.example/p',
  '/\\evil.example/p',
  '/\t/evil.example/p',
  'javascript:alert(1)',
  'java\tscript:alert(1)',
  'data:text/html,<script>parent.pwned=1</script>',
  'data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9ImFsZXJ0KDEpIi8+',
  'blob:https://evil.example/1',
  'file:///etc/passwd',
  `https://${location.host}@evil.example/p`,
  'https:evil.example/p',
];

let tried: string[] = [];
const onViolation = (event: SecurityPolicyViolationEvent) => tried.push(event.blockedURI);

function loaded(): readonly string[] {
  const foreign = performance.getEntriesByType('resource').filter(({ name }) => !name.startsWith(location.origin));
  return [...foreign.map(({ name }) => name), ...tried];
}

beforeEach(() => {
  if (!document.querySelector('meta[http-equiv]')) {
    const meta = document.createElement('meta');
    meta.httpEquiv = 'Content-Security-Policy';
    meta.content = policy;
    document.head.append(meta);
  }
  tried = [];
  performance.clearResourceTimings();
  document.addEventListener('securitypolicyviolation', onViolation);
});

afterEach(() => document.removeEventListener('securitypolicyviolation', onViolation));

function answerOf(text: string, url: string): AssistantMessage {
  const kinds = ['image', 'audio', 'video', 'document', text];
  const parts: readonly MessagePart[] = [
    { type: 'reasoning', id: 'r', text, state: 'streaming', origin: 'think-tag' },
    {
      type: 'tool',
      id: 't',
      name: text,
      labels: { [text]: { en_US: text } },
      input: JSON.stringify({ [text]: text }),
      output: text,
      state: 'failed',
    },
    ...kinds.map((kind, at): MessagePart => ({ type: 'file', id: `f${at}`, kind, url, name: text })),
    { type: 'text', id: 'x', text: `${text} [1]`, state: 'done' },
  ];
  return anAnswer({
    parts,
    status: { type: 'failed', error: new APIError(text, { code: 'completion_request_error', status: 400 }) },
    sources: [aPassage({ document_name: text, dataset_name: text, content: text })],
    annotation: { id: 'a', author: text },
    run: {
      id: 'r',
      status: 'failed',
      nodes: [
        {
          id: 'n',
          nodeId: 'n',
          type: text,
          title: text,
          status: 'failed',
          error: text,
          retries: [{ index: 1, error: text }],
          inputs: { [text]: text },
          outputs: { image: url },
          agentLog: [{ id: 'l', label: text, status: 'failed', error: text, data: { text } }],
        },
      ],
    },
  });
}

function questionOf(text: string, url: string): UserMessage {
  return aQuestion({
    text,
    files: ['image', 'audio', 'video', 'document'].map((kind) => ({ id: kind, name: text, kind, url })),
  });
}

async function openAll(): Promise<void> {
  for (let pass = 0; pass < 4; pass++) {
    const closed = [...document.querySelectorAll<HTMLElement>('[data-dify="step-summary"][aria-expanded="false"]')];
    for (const line of closed) line.click();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('parts of an answer in a browser', () => {
  it('load nothing, run nothing and go nowhere, whatever tools, files, sources and errors say', async () => {
    render(<Stage>{null}</Stage>);
    const globals = new Set(Object.keys(window));
    const address = location.href;
    for (const [at, text] of hostileTexts.entries()) {
      const url = addresses[at % addresses.length] ?? '';
      render(
        <Stage>
          <UserMessageView message={questionOf(text, url)} />
          <AssistantMessageView message={answerOf(text, url)} isLast={false} />
        </Stage>,
      );
      await openAll();
      for (const link of document.querySelectorAll('a')) {
        expect(link.getAttribute('href')).toMatch(/^(?:https?:\/\/[^/@\s]+(?:\/|$)|#|mailto:|tel:)/);
        expect(link.rel).toContain('noopener');
      }
      for (const image of document.querySelectorAll('img')) {
        expect(new URL(image.src).origin === location.origin || image.src.startsWith('data:image/png')).toBe(true);
      }
      cleanup();
    }
    expect(loaded()).toEqual([]);
    expect(location.href).toBe(address);
    expect(Object.keys(window).filter((name) => !globals.has(name))).toEqual([]);
  }, 60_000);

  it('sees a request when the reader asks for a picture of another site', async () => {
    const file: MessagePart = { type: 'file', id: 'f', kind: 'image', url: 'https://evil.example/asked-for' };
    render(
      <Stage>
        <AssistantMessageView message={anAnswer({ parts: [file] })} isLast={false} />
      </Stage>,
    );
    await userEvent.click(await screen.findByRole('button', { name: 'Load image' }));
    for (const image of document.querySelectorAll('img')) image.setAttribute('loading', 'eager');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(loaded()).toContain('https://evil.example/asked-for');
  });
});
