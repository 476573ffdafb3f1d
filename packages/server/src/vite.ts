import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Plugin, PreviewServer, ViteDevServer } from 'vite';
import { toNodeListener, type WebHandler } from './node.ts';

/** What the plugin mounts: a module that exports the handler, or the handler itself. */
export type DifyPluginOptions = {
  /** Where the handler lives. @default '/api/dify' */
  basePath?: string | undefined;
} & (
  | {
      /** A module below the root whose default export is the handler, e.g. `/server.ts`. Loaded when first asked for. */
      entry: string;
      handler?: undefined;
    }
  | { entry?: undefined; handler: WebHandler }
);

type Next = (error?: unknown) => void;

/**
 * Serves a Dify handler while developing and in the preview. An entry may be TypeScript, and is loaded again when it or
 * what it imports changes.
 *
 * @example plugins: [dify({ entry: '/server.ts' })]
 */
export function dify(options: DifyPluginOptions): Plugin {
  const { entry, basePath = options.handler?.basePath ?? '/api/dify' } = options;

  function middleware(load: () => Promise<WebHandler>) {
    return (incoming: IncomingMessage, outgoing: ServerResponse, next: Next) => {
      const path = incoming.url ?? '';
      if (!path.startsWith(`${basePath}/`)) {
        next();
        return;
      }
      load().then((handler) => toNodeListener(handler)(incoming, outgoing, next), next);
    };
  }

  const given = options.handler;
  return {
    name: 'dify',
    configureServer(server) {
      const load = given ? () => Promise.resolve(given) : () => loadEntry(server, entry ?? '');
      server.middlewares.use(middleware(load));
    },
    configurePreviewServer(server) {
      let loaded: Promise<LoadedEntry> | undefined;
      const load = async () => {
        if (given) return given;
        loaded ??= loadOnce(server, entry ?? '');
        const attempt = loaded;
        try {
          return (await attempt).handler;
        } catch (error) {
          // Told to whoever asks, and tried again for the next: what failed once need not fail for good.
          if (loaded === attempt) loaded = undefined;
          throw error;
        }
      };
      server.middlewares.use(middleware(load));
      // Not the first visitor shall wait for it.
      server.httpServer.once('listening', () => void load().catch(() => undefined));
      server.httpServer.once(
        'close',
        () =>
          void loaded?.then(
            ({ loader }) => loader.close(),
            () => undefined,
          ),
      );
    },
  };
}

async function loadEntry(server: ViteDevServer, entry: string): Promise<WebHandler> {
  const module = await server.ssrLoadModule(entry);
  const handler: unknown = module.default;
  if (isHandler(handler)) return handler;
  throw new TypeError(`dify() needs ${entry} to export the handler: export default createDifyHandler({ … }).`);
}

function isHandler(value: unknown): value is WebHandler {
  return typeof value === 'function';
}

interface LoadedEntry {
  readonly handler: WebHandler;
  readonly loader: ViteDevServer;
}

/** A preview cannot load TypeScript; a second server without a port does it. */
async function loadOnce(server: PreviewServer, entry: string): Promise<LoadedEntry> {
  const loader = await createLoader(server);
  try {
    return { handler: await loadEntry(loader, entry), loader };
  } catch (error) {
    await loader.close();
    throw error;
  }
}

async function createLoader({ config }: PreviewServer): Promise<ViteDevServer> {
  const { createServer } = await import('vite');
  return createServer({
    ...config.inlineConfig,
    root: config.root,
    mode: config.mode,
    configFile: config.configFile ?? false,
    appType: 'custom',
    plugins: [...(config.inlineConfig.plugins ?? []), withoutOptimizing],
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  });
}

/**
 * No page asks the loader, so nothing has to be made ready for one, whatever other plugins ask for: several servers of one
 * project would get into each other's way in its cache.
 */
const withoutOptimizing: Plugin = {
  name: 'dify:without-optimizing',
  enforce: 'post',
  config(config) {
    config.optimizeDeps = { noDiscovery: true, include: [] };
  },
};
