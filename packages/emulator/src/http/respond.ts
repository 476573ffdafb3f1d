import { pythonJson } from './python-json.ts';
import type { Refusal } from './refusal.ts';

/** Writes answers with the headers that stand on every answer of a Dify server. */
export interface Responder {
  json(body: unknown, status?: number, charset?: boolean): Response;
  refusal(refusal: Refusal): Response;
  /** The page of the web framework for a route that is not there. */
  page(status: 404 | 405): Response;
  empty(): Response;
  /** Bytes of a file or of speech. */
  bytes(body: Uint8Array<ArrayBuffer>, headers: Readonly<Record<string, string>>): Response;
  /** The page of the web server for code that fell over while it was sending: without any header of Dify's own. */
  serverPage(): Response;
  events(body: ReadableStream<Uint8Array>): Response;
}

const pageTexts = {
  404: 'The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.',
  405: 'The method is not allowed for the requested URL.',
};

const serverPage = `<html>
  <head>
    <title>Internal Server Error</title>
  </head>
  <body>
    <h1><p>Internal Server Error</p></h1>
    
  </body>
</html>
`;

/** The responder of a server that says it is of `version`. */
export function createResponder(version: string, origin: string | null): Responder {
  const common = { 'X-Version': version, 'X-Env': 'PRODUCTION', Vary: origin === null ? 'Cookie' : 'Origin, Cookie' };
  const cors = {
    'Access-Control-Allow-Origin': origin ?? '*',
    'Access-Control-Expose-Headers': 'X-Env, X-Trace-Id, X-Version',
  };
  const json: Responder['json'] = (body, status = 200, charset = false) => {
    const type = charset ? 'application/json; charset=utf-8' : 'application/json';
    return new Response(`${pythonJson(body)}\n`, { status, headers: { ...common, ...cors, 'Content-Type': type } });
  };
  return {
    json,
    refusal({ status, code, message }) {
      if (code === 'unknown') return json({ message, code, status }, status);
      const response = json({ code, message, status }, status);
      if (status === 401) response.headers.set('WWW-Authenticate', 'Bearer realm="api"');
      return response;
    },
    page(status) {
      const title = status === 404 ? '404 Not Found' : '405 Method Not Allowed';
      const heading = `<title>${title}</title>\n<h1>${title.slice(4)}</h1>\n<p>${pageTexts[status]}</p>\n`;
      const body = `<!doctype html>\n<html lang=en>\n${heading}`;
      return new Response(body, { status, headers: { ...common, 'Content-Type': 'text/html; charset=utf-8' } });
    },
    empty: () =>
      new Response(null, { status: 204, headers: { ...common, ...cors, 'Content-Type': 'application/json' } }),
    bytes: (body, headers) => new Response(body, { headers: { ...common, ...cors, ...headers } }),
    serverPage: () =>
      new Response(serverPage, { status: 500, headers: { 'Content-Type': 'text/html', Connection: 'close' } }),
    events: (body) =>
      new Response(body, { headers: { ...common, ...cors, 'Content-Type': 'text/event-stream; charset=utf-8' } }),
  };
}
