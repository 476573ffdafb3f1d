import type { Logger } from '@dify-oapi/core';
import type { AppConfig } from './config.ts';
import { misuse } from './misuse.ts';
import { isAdminOperation } from './operations.ts';
import type { AppOptions, Detail, DetailFor, DifyHandlerOptions } from './options.ts';
import { type Route, routesOf } from './routes.ts';
import { warnOfPublicKey } from './warn-of-public-key.ts';

/** The apps of the options, checked. */
export function checkApps(options: DifyHandlerOptions, log: Logger): ReadonlyMap<string, AppConfig> {
  const apps = Object.entries(options.apps ?? {});
  if (apps.length === 0) {
    throw misuse('needs at least one app: apps: { support: { baseURL, apiKey } }.');
  }
  const handlerFetch: typeof fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init));
  const checked = new Map(
    apps.map(([name, app]): [string, AppConfig] => {
      if (!/^\w[\w-]{0,63}$/.test(name)) {
        throw misuse(`needs the names of apps to be letters, digits, \`-\` and \`_\`; "${name}" is none.`);
      }
      const { fileLinks = 'handler', remoteUrls = 'deny', sharesForms = false, thinking = false, usage = false } = app;
      if (typeof app.apiKey === 'string') warnOfPublicKey(app.apiKey, log);
      const baseURL = checkBaseURL(`apps.${name}.`, app);
      return [
        name,
        {
          name,
          baseURL,
          apiKey: checkKey(name, app.apiKey),
          routes: routesOf(app.operations ?? 'chat'),
          fetch: app.fetch ?? handlerFetch,
          detail: checkDetail(name, app.detail ?? options.detail ?? 'none'),
          remoteUrls: checkRemoteUrls(name, remoteUrls),
          sharesForms,
          fileLinks: checkFileLinks(name, fileLinks),
          fileOrigins: checkFileOrigins(name, baseURL, app.fileOrigins),
          warnOfFileOrigin: once((origin) =>
            log.warn(
              `Dify signs the addresses of files of app "${name}" at ${origin}. They reach pages as they are and are ` +
                'dead after some minutes. When this is the FILES_URL of your Dify, add it to `fileOrigins`.',
            ),
          ),
          thinking,
          usage,
        },
      ];
    }),
  );
  checkAdmin(
    [...checked.values()].flatMap(({ routes }) => routes),
    options,
  );
  return checked;
}

function checkDetail(name: string, detail: Detail | DetailFor): Detail | DetailFor {
  if (typeof detail === 'function' || isDetail(detail)) return detail;
  throw misuse(`needs the \`detail\` of app "${name}" to be 'none', 'summary', 'full' or a function.`);
}

/** Whether a word is a level of detail. */
export function isDetail(word: unknown): word is Detail {
  return word === 'none' || word === 'summary' || word === 'full';
}

function checkFileLinks(name: string, links: AppConfig['fileLinks']): AppConfig['fileLinks'] {
  if (links === 'handler' || links === 'dify') return links;
  throw misuse(`needs \`apps.${name}.fileLinks\` to be 'handler' or 'dify'.`);
}

function checkFileOrigins(name: string, baseURL: URL, origins: readonly string[] = []): ReadonlySet<string> {
  const wrong = origins.find((origin) => !URL.canParse(origin) || new URL(origin).origin !== origin);
  if (wrong === undefined) return new Set([baseURL.origin, ...origins]);
  throw misuse(
    `needs \`apps.${name}.fileOrigins\` to be origins such as "https://files.dify.example", without a path: "${wrong}".`,
  );
}

function once(tell: (origin: string) => void): (origin: string) => void {
  let isTold = false;
  return (origin) => {
    if (!isTold) tell(origin);
    isTold = true;
  };
}

function checkRemoteUrls(name: string, allowed: AppConfig['remoteUrls']): AppConfig['remoteUrls'] {
  if (allowed === 'deny' || typeof allowed === 'function') return allowed;
  const hosts: unknown = allowed.hosts;
  const isHost = (host: unknown) => typeof host === 'string' && /^(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(host);
  if (Array.isArray(hosts) && hosts.every(isHost)) return allowed;
  throw misuse(
    `needs \`apps.${name}.remoteUrls\` to be 'deny', a function, or { hosts: ['files.example', '*.cdn.example'] }: ` +
      'names in small letters, without a scheme, port or path.',
  );
}

/** What belongs to everybody is for those whom the site lets in by name, in a handler that has nothing else. */
function checkAdmin(routes: readonly Route[], { anonymous, authorize }: DifyHandlerOptions): void {
  const admin = routes.find(({ operation }) => isAdminOperation(operation))?.operation;
  if (admin === undefined) return;
  const why = `as "${admin}" shows or changes what belongs to all users of the app`;
  if (authorize === undefined) throw misuse(`needs \`authorize\`, ${why}.`);
  if (anonymous !== undefined && anonymous !== false) throw misuse(`cannot take visitors (\`anonymous\`), ${why}.`);
  const other = routes.find(({ operation }) => !isAdminOperation(operation))?.operation;
  if (other !== undefined) throw misuse(`needs a handler of its own for "${other}", ${why}.`);
}

/** Whether text can stand in an `Authorization` header as a key. */
export function isKey(key: unknown): key is string {
  return typeof key === 'string' && /^[\x21-\x7e]+$/.test(key);
}

function checkKey(name: string, apiKey: AppOptions['apiKey']): AppOptions['apiKey'] {
  if (typeof apiKey === 'function') return apiKey;
  if (!isKey(apiKey)) {
    throw misuse(
      `needs \`apps.${name}.apiKey\`: the key from "API Access" of your Dify app, without spaces or line ends. ` +
        'Read it from the environment, e.g. process.env.DIFY_API_KEY, under a name that no bundler publishes.',
    );
  }
  if (apiKey.startsWith('dataset-')) {
    throw misuse(
      `needs \`apps.${name}.apiKey\` to be an app's key (app-…). The one given opens all knowledge bases of a workspace.`,
    );
  }
  return apiKey;
}

/** The address of Dify. `place` is where it stands in the options of the function `by`, e.g. `apps.support.`. */
export function checkBaseURL(
  place: string,
  { baseURL, allowHTTP = false }: Pick<AppOptions, 'baseURL' | 'allowHTTP'>,
  by?: string,
): URL {
  const field = `\`${place}baseURL\``;
  const url = URL.canParse(baseURL) ? new URL(baseURL) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw misuse(`needs ${field} to be an address such as "https://api.dify.ai/v1".`, by);
  }
  if (url.username || url.password || url.search || url.hash || /[?#@]/.test(baseURL)) {
    throw misuse(`needs ${field} without user, password, query and fragment, such as "https://api.dify.ai/v1".`, by);
  }
  if (url.protocol === 'http:' && !allowHTTP && isProduction() && !isLoopback(url.hostname)) {
    throw misuse(
      `needs ${field} to begin with https: in production, or the key travels in the clear. ` +
        `For a Dify inside a private network say ${place}allowHTTP: true.`,
      by,
    );
  }
  url.pathname = url.pathname.replace(/\/+$/, '');
  return url;
}

function isProduction(): boolean {
  return typeof process !== 'undefined' && process.env.NODE_ENV === 'production';
}

function isLoopback(host: string): boolean {
  return /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/.test(host);
}
