import type { EmulatedApp } from './emulator.ts';
import type { EmulatorEvent } from './emulator-event.ts';

/** What the page shows. */
export interface StatusPageContent {
  readonly apps: readonly EmulatedApp[];
  readonly baseURL: string;
  readonly datasetKey: string;
  /** The newest first. */
  readonly recent: readonly EmulatorEvent[];
}

const style = `
  :root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
  body { max-width: 62rem; margin: 3rem auto; padding: 0 1.25rem; }
  h1 { font-size: 1.4rem; } h2 { font-size: 1rem; margin-top: 2rem; }
  table { border-collapse: collapse; width: 100%; }
  th, td { text-align: start; padding: .3rem .75rem .3rem 0; border-bottom: 1px solid color-mix(in srgb, currentColor 15%, transparent); }
  th { font-weight: 600; } code, pre { font: 13px/1.5 ui-monospace, monospace; } pre { overflow: auto; }
`;

/** A page about a running emulator: where it is, its keys, how to ask it, what it was asked. Loads nothing. */
export function statusPage({ apps, baseURL, datasetKey, recent }: StatusPageContent): Response {
  const chat = apps.find(({ mode }) => mode.includes('chat')) ?? apps[0];
  const example = `curl -N ${baseURL}/chat-messages -H 'Authorization: Bearer ${chat?.key ?? datasetKey}' -H 'Content-Type: application/json' \\
  -d '{"query": "Hello", "inputs": {}, "user": "me", "response_mode": "streaming"}'`;
  const html = `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Dify emulator</title><style>${style}</style>
<h1>Dify emulator</h1>
<p>Answers like Dify at <code>${escaped(baseURL)}</code>.</p>
<h2>Apps</h2>
${table(
  ['Name', 'Mode', 'Key'],
  [...apps.map(({ key, mode, name }) => [name, mode, key]), ['All knowledge bases', 'knowledge', datasetKey]],
)}
<h2>Ask it</h2>
<pre>${escaped(example)}</pre>
<p>A header makes one request fail, e.g. <code>x-emulator-fault: cut-after=3</code>.</p>
<h2>Last requests</h2>
${table(
  ['Time', 'Status', 'Request', 'App', 'ms', 'Faults'],
  recent.map(({ app, atMs, faults, method, ms, path, status }) => [
    new Date(atMs).toISOString().slice(11, 19),
    String(status),
    `${method} ${path}`,
    app ?? '',
    String(ms),
    faults.join(' '),
  ]),
)}
</html>
`;
  return new Response(html, {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
    },
  });
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (tag: string, texts: readonly string[]) =>
    texts.map((text) => `<${tag}>${escaped(text)}</${tag}>`).join('');
  return `<table><tr>${cells('th', heads)}</tr>${rows.map((row) => `<tr>${cells('td', row)}</tr>`).join('')}</table>`;
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
