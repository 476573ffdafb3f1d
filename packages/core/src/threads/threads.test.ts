import { describe, expect, it } from 'vitest';
import type { AssistantMessage, ChatMessage, UserMessage } from '../chat/message.ts';
import { DifyError } from '../errors/dify-error.ts';
import { ValidationError } from '../errors/validation-error.ts';
import { exportThread } from './export-thread.ts';
import { importThread } from './import-thread.ts';

const question: UserMessage = {
  role: 'user',
  id: 'q1',
  serverId: 'm1',
  createdAt: 1_795_377_786_000,
  text: 'What is *new*?',
  files: [{ id: 'f1', name: 'plan.pdf', kind: 'document', size: 12, url: 'https://dify.test/files/f1?sign=x' }],
};
const answer: AssistantMessage = {
  role: 'assistant',
  id: 'a1',
  serverId: 'm1',
  createdAt: 1_795_377_787_000,
  replyTo: 'q1',
  status: { type: 'complete' },
  parts: [
    { type: 'tool', id: 't1', name: 'search', input: '{"q":1}', output: 'ok', state: 'done' },
    { type: 'text', id: 'text-0', text: 'A **plan**.', state: 'done' },
    { type: 'file', id: 'f2', kind: 'image', url: '/files/f2', name: 'chart [1].png' },
  ],
  sources: [{ position: 1, document_name: 'Handbook.md', dataset_name: 'Docs', content: 'Plans are new.' }],
  usage: { total_tokens: 12 },
  timing: { firstTokenMs: 20, totalMs: 40 },
  feedback: 'like',
};
const form = {
  id: 'form-1',
  nodeId: 'human',
  title: 'Review',
  token: 'secret-token',
  markdown: 'Is it right?',
  isRendered: true,
  fields: [],
  actions: [{ id: 'approve', title: 'Approve', style: 'primary' }],
  expiresAt: 1_795_380_000_000,
  displayInUI: true,
  state: 'waiting',
} as const;

const snapshot = { conversationId: 'c1', messages: [question, answer] as readonly ChatMessage[] };
const exported = () => exportThread(snapshot, 'json', { app: 'desk', title: 'Plans', now: 5 });

/** The exported thread with something else in its place. */
function changed(change: (thread: { [key: string]: unknown; messages: Record<string, unknown>[] }) => void): string {
  const thread = JSON.parse(exported());
  change(thread);
  return JSON.stringify(thread);
}

function refusalOf(text: string, options?: Parameters<typeof importThread>[1]): ValidationError {
  try {
    importThread(text, options);
  } catch (error) {
    if (error instanceof ValidationError) return error;
  }
  throw new Error('It was taken.');
}

describe('exportThread and importThread', () => {
  it('bring every row back as it was', () => {
    expect(importThread(exported())).toEqual({
      version: 1,
      app: 'desk',
      conversationId: 'c1',
      title: 'Plans',
      exportedAt: 5,
      messages: [question, answer],
    });
  });

  it('keep how an answer failed, as an error', () => {
    const error = new DifyError('The model is busy.', { code: 'provider_quota_exceeded', status: 400 });
    const failed: AssistantMessage = { ...answer, status: { type: 'failed', error } };
    const [row] = importThread(exportThread({ conversationId: null, messages: [failed] }, 'json')).messages;
    expect(row).toMatchObject({ status: { type: 'failed', error: { code: 'provider_quota_exceeded', status: 400 } } });
    expect(row?.role === 'assistant' && row.status.type === 'failed' && row.status.error).toBeInstanceOf(DifyError);
  });

  it('count an answer that was growing as interrupted', () => {
    const live: AssistantMessage = { ...answer, status: { type: 'streaming' } };
    const [row] = importThread(exportThread({ conversationId: null, messages: [live] }, 'json')).messages;
    expect(row).toMatchObject({ status: { type: 'interrupted' }, parts: answer.parts });
  });

  it("leave a form's token out, and close what was waiting", () => {
    const waiting: AssistantMessage = { ...answer, parts: [{ type: 'human-input', id: form.id, form }] };
    const text = exportThread({ conversationId: null, messages: [waiting] }, 'json');
    expect(text).not.toContain('secret-token');
    const [row] = importThread(text).messages;
    expect(row).toMatchObject({ parts: [{ form: { id: 'form-1', token: null, state: 'closed' } }] });
  });
});

describe('importThread', () => {
  it('reads a snapshot that was put into JSON before there were threads', () => {
    const live: AssistantMessage = {
      ...answer,
      status: { type: 'streaming' },
      parts: [...answer.parts, { type: 'human-input', id: form.id, form }],
    };
    const old = JSON.stringify({
      conversationId: 'c1',
      status: 'ready',
      messageIds: ['q1'],
      messages: [question, live],
    });
    const thread = importThread(old);
    expect(thread).toMatchObject({ version: 1, app: null, conversationId: 'c1' });
    expect(thread.messages[1]).toMatchObject({
      status: { type: 'interrupted' },
      parts: [{}, {}, {}, { form: { state: 'closed' } }],
    });
  });

  it.each([
    ['text that is no JSON', '# Plans', 'thread_not_json'],
    ['a list', '[]', 'thread_foreign'],
    ['nothing', 'null', 'thread_foreign'],
    ['another program’s export', '{"format":"other","version":1}', 'thread_foreign'],
    ['a version that is no number', changed((thread) => Object.assign(thread, { version: '1' })), 'thread_foreign'],
    ['a newer version', changed((thread) => Object.assign(thread, { version: 2 })), 'thread_newer'],
    ['rows that are no list', changed((thread) => Object.assign(thread, { messages: {} })), 'thread_invalid'],
    [
      'a text that is no text',
      changed(({ messages }) => Object.assign(messages[0] ?? {}, { text: 7 })),
      'thread_invalid',
    ],
    [
      'a role of another kind',
      changed(({ messages }) => Object.assign(messages[0] ?? {}, { role: 'system' })),
      'thread_invalid',
    ],
    [
      'two rows with one id',
      changed(({ messages }) => Object.assign(messages[1] ?? {}, { id: 'q1' })),
      'thread_invalid',
    ],
    [
      'a time out of the calendar',
      changed(({ messages }) => Object.assign(messages[0] ?? {}, { createdAt: 1e300 })),
      'thread_invalid',
    ],
  ])('refuses %s', (_, text, code) => {
    expect(refusalOf(text).code).toBe(code);
  });

  it('says where something does not fit, and not what it is', () => {
    const error = refusalOf(changed(({ messages }) => Object.assign(messages[0] ?? {}, { text: ['a secret'] })));
    expect(error.path).toBe('messages.0.text');
    expect(error.message).not.toContain('a secret');
  });

  it('refuses the thread of another app when it is told which', () => {
    expect(refusalOf(exported(), { app: 'shop' }).code).toBe('thread_foreign');
    expect(importThread(exported(), { app: 'desk' }).title).toBe('Plans');
  });

  it('refuses more text than it is allowed to read', () => {
    expect(refusalOf(exported(), { maxLength: 10 }).code).toBe('thread_too_large');
  });

  it('lets no key reach into every object', () => {
    const text = exported().replace('"text":', '"__proto__": { "isAdmin": true }, "text":');
    const thread = importThread(text.replace('"usage": {', '"usage": { "__proto__": { "isAdmin": true },'));
    expect(thread.messages).toEqual([question, answer]);
    expect(Reflect.get({}, 'isAdmin')).toBeUndefined();
    expect(Reflect.get(thread.messages[1] ?? {}, 'isAdmin')).toBeUndefined();
  });

  it('leaves out what it does not know, and addresses that nobody should follow', () => {
    const thread = importThread(
      changed(({ messages }) => {
        Object.assign(messages[0] ?? {}, {
          onclick: 'x',
          files: [{ id: 'f', name: 'a', kind: 'image', url: 'javascript:alert(1)' }],
        });
        Object.assign(messages[1] ?? {}, {
          parts: [{ type: 'file', id: 'f', kind: 'image', url: '//evil.test/a.png' }],
        });
      }),
    );
    expect(thread.messages[0]).toEqual({ ...question, files: [{ id: 'f', name: 'a', kind: 'image' }] });
    expect(thread.messages[1]).toMatchObject({ parts: [] });
  });

  it('survives nesting without an end', () => {
    const deep = '['.repeat(200_000) + ']'.repeat(200_000);
    expect(() => importThread(exported().replace('"text": "What', `"deep": ${deep}, "text": "What`))).not.toThrow(
      RangeError,
    );
  });
});

describe('exportThread as Markdown', () => {
  it('writes rows, files and sources for people', () => {
    expect(exportThread(snapshot, 'markdown', { title: 'Plans #1' })).toBe(
      [
        '# Plans \\#1',
        '## You',
        '*2026-11-22 20:03 UTC*',
        'What is *new*?',
        '- [plan.pdf](<https://dify.test/files/f1?sign=x>)',
        '## Assistant',
        '*2026-11-22 20:03 UTC*',
        '*Tool: search*',
        'A **plan**.',
        '- [chart \\[1\\].png](</files/f2>)',
        '**Sources**',
        '1. Handbook.md, Docs\n   > Plans are new.\n',
      ].join('\n\n'),
    );
  });

  it('says how an answer ended and how a form was answered', () => {
    const error = new DifyError('The model is busy.', { code: 'x' });
    const answered = {
      ...form,
      state: 'answered',
      answer: { action: 'approve', title: 'Approve', values: {} },
    } as const;
    const failed: AssistantMessage = {
      ...answer,
      status: { type: 'failed', error },
      sources: [],
      parts: [{ type: 'human-input', id: form.id, form: answered }],
    };
    const text = exportThread({ conversationId: null, messages: [failed] }, 'markdown', {
      words: { failed: 'Fehler:' },
    });
    expect(text).toContain('> **Review** Answered: Approve');
    expect(text).toContain('*Fehler: The model is busy.*');
  });

  it('links to nothing that could run', () => {
    const hostile: UserMessage = {
      ...question,
      files: [{ id: 'f', name: 'a](javascript:x)', kind: 'image', url: 'javascript:alert(1)' }],
    };
    expect(exportThread({ conversationId: null, messages: [hostile] }, 'markdown')).toContain('- a\\](javascript:x)\n');
  });
});
