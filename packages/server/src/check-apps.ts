import type { Logger } from '@dify-oapi/core';
import type { AppConfig } from './config.ts';
import { misuse } from './misuse.ts';
import type { AppOptions, DifyHandlerOptions } from './options.ts';
import { routesOf } from './routes.ts';
import { warnOfPublicKey } from './warn-of-public-key.ts';

/** The apps of the options, checked. */
export function checkApps(options: DifyHandlerOptions, log: Logger): ReadonlyMap<string, AppConfig> {
  const apps = Object.entries(options.apps ?? {});
  if (apps.length === 0) {
    throw misuse('needs at least one app: apps: { support: { baseURL, apiKey } }.');
  }
  const handlerFetch: typeof fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init));
  return new Map(
    apps.map(([name, app]): [string, AppConfig] => {
      if (!/^\w[\w-]{0,63}$/.test(name)) {
        throw misuse(`needs the names of apps to be letters, digits, \`-\` and \`_\`; "${name}" is none.`);
      }
      if ((app.detail ?? options.detail ?? 'none') !== 'none') {
        throw misuse(`knows no other \`detail\` than 'none'; ask for it in app "${name}".`);
      }
      if (typeof app.apiKey === 'string') warnOfPublicKey(app.apiKey, log);
      return [
        name,
        {
          name,
          baseURL: checkBaseURL(name, app),
          apiKey: checkKey(name, app.apiKey),
          routes: routesOf(app.operations ?? 'chat'),
          fetch: app.fetch ?? handlerFetch,
        },
      ];
    }),
  );
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

function checkBaseURL(name: string, { baseURL, allowHTTP = false }: AppOptions): URL {
  const field = `\`apps.${name}.baseURL\``;
  const url = URL.canParse(baseURL) ? new URL(baseURL) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw misuse(`needs ${field} to be an address such as "https://api.dify.ai/v1".`);
  }
  if (url.username || url.password || url.search || url.hash || /[?#@]/.test(baseURL)) {
    throw misuse(`needs ${field} without user, password, query and fragment, such as "https://api.dify.ai/v1".`);
  }
  if (url.protocol === 'http:' && !allowHTTP && isProduction() && !isLoopback(url.hostname)) {
    throw misuse(
      `needs ${field} to begin with https: in production, or the key travels in the clear. ` +
        `For a Dify inside a private network say apps.${name}.allowHTTP: true.`,
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
