import type {
  CodeFunction,
  HttpAnswer,
  HttpFunction,
  ToolDefinition,
  WorkflowFunctions,
} from '../../workflow/workflow-functions.ts';
import { onePage, pixel, silence } from './lab-files.ts';

const stub = 'http://127.0.0.1:5010';

/** Cuts a text at `|`, as most of the lab's code nodes do. */
const cutAtBars: CodeFunction = ({ text }) => ({
  items: String(text)
    .split('|')
    .map((item) => item.trim()),
});

/** What the code nodes of an app come to; they are all called `code`. */
function labCode(app: string): CodeFunction {
  if (app === 'workflow-full') {
    return ({ text }) => ({
      items: ['one', 'two', 'three'].map((word) => `${text} ${word}`),
      n: Array.from(String(text)).length,
    });
  }
  if (app === 'workflow-human-files') return () => ({ grades: ['one', 'two', 'three'] });
  return cutAtBars;
}

/** The server beside the lab; everything else cannot be reached. */
const http: HttpFunction = ({ method, url }) => {
  if (!url.startsWith(`${stub}/`)) return undefined;
  const path = url.slice(stub.length);
  const status = /^\/status\/(\d{3})$/.exec(path)?.[1];
  if (status !== undefined)
    return answer(Number(status), 'application/json', JSON.stringify({ status: Number(status) }));
  if (path === '/pixel.png') return answer(200, 'image/png', pixel);
  if (path === '/file.pdf') return answer(200, 'application/pdf', onePage);
  return answer(200, 'application/json', JSON.stringify({ ok: true, method, query: {} }));
};

function answer(status: number, type: string, body: HttpAnswer['body']): HttpAnswer {
  const length = typeof body === 'string' ? new TextEncoder().encode(body).length : body.length;
  const headers = {
    'content-type': type,
    'content-length': String(length),
    date: new Date().toUTCString(),
    connection: 'keep-alive',
    'keep-alive': 'timeout=65',
  };
  return { status, headers, body };
}

/** Tools of the lab, by name. */
export const labTools: Readonly<Record<string, ToolDefinition>> = {
  current_time: {
    description: 'A tool for getting the current time.',
    icon: 'time',
    run: () => ({ text: new Date().toISOString().slice(0, 19).replace('T', ' ') }),
  },
  weekday: {
    description: 'Weekday of a date.',
    icon: 'time',
    parameters: {
      type: 'object',
      properties: { year: { type: 'number' }, month: { type: 'number' }, day: { type: 'number' } },
      required: ['year', 'month', 'day'],
    },
    run: ({ year, month, day }) => ({
      text: new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).toLocaleDateString('en-US', {
        weekday: 'long',
        timeZone: 'UTC',
      }),
    }),
  },
  tts: {
    description: 'Convert text to audio file.',
    icon: 'audio',
    parameters: { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] },
    run: ({ text }) => ({
      text: 'Audio generated successfully',
      files: [{ bytes: silence(String(text)), mime_type: 'audio/x-wav', extension: '.wav' }],
    }),
  },
};

/** What an app of the lab asks of the world outside. */
export function labFunctions(app: string): WorkflowFunctions {
  return { code: { code: labCode(app) }, http, tools: labTools };
}
