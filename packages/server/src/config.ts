import type { Logger } from '@dify-oapi/core';
import { checkApps } from './check-apps.ts';
import { defaultRunLimits, type RunLimits } from './hub/run-limits.ts';
import type { RunLog } from './hub/run-log.ts';
import type { VisitorOptions } from './identity/visitor-cookie.ts';
import { defaultLimits, type HandlerLimits } from './limits/limits.ts';
import type { RateStore } from './limits/rate-store.ts';
import { misuse } from './misuse.ts';
import type { OnMetric } from './ops/metric.ts';
import { safely } from './ops/safely.ts';
import type {
  AppOptions,
  AuthorizeRequest,
  Detail,
  DetailFor,
  DifyHandlerOptions,
  Identify,
  RateLimitOptions,
  RunOptions,
} from './options.ts';
import type { Route } from './routes.ts';

/** An app, checked. */
export interface AppConfig {
  readonly name: string;
  readonly baseURL: URL;
  readonly apiKey: string | (() => string | Promise<string>);
  readonly routes: readonly Route[];
  readonly fetch: typeof fetch;
  readonly detail: Detail | DetailFor;
  readonly usage: boolean;
  readonly thinking: boolean;
  readonly remoteUrls: NonNullable<AppOptions['remoteUrls']>;
  readonly sharesForms: boolean;
  /** Whose addresses of files pages get. */
  readonly fileLinks: NonNullable<AppOptions['fileLinks']>;
  /** Where Dify's signed addresses lead, its own origin among them. */
  readonly fileOrigins: ReadonlySet<string>;
  /** Says once that files lie at an origin that the options do not name. */
  readonly warnOfFileOrigin: (origin: string) => void;
}

/** How rates are limited. */
interface RateLimit {
  readonly clientIP: RateLimitOptions['clientIP'];
  readonly queueFor: number;
  readonly store: RateStore | undefined;
}

/** The handler's options, checked and with their defaults. */
export interface HandlerConfig {
  readonly apps: ReadonlyMap<string, AppConfig>;
  readonly basePath: string;
  /** The first one signs. */
  readonly secrets: readonly [string, ...string[]];
  readonly identify: Identify | undefined;
  readonly anonymous: VisitorOptions | null;
  readonly userIds: 'signed' | 'raw';
  readonly authorize: ((call: AuthorizeRequest) => boolean | Promise<boolean>) | undefined;
  readonly origins: ReadonlySet<string>;
  readonly limits: Readonly<HandlerLimits>;
  readonly rateLimit: RateLimit;
  readonly onClientGone: 'drain' | 'stop' | 'abort';
  readonly runs: Readonly<RunLimits>;
  /** Where runs are kept; in this process unless given. */
  readonly runLog: RunLog | undefined;
  readonly waitUntil: ((work: Promise<unknown>) => void) | undefined;
  readonly log: Logger;
  readonly onMetric: OnMetric;
  /** Whether `{basePath}/health` answers. */
  readonly health: boolean;
}

/**
 * Checks the options before the first request comes.
 *
 * @throws TypeError that says what is missing and how to give it
 */
export function configure(options: DifyHandlerOptions): HandlerConfig {
  const { anonymous = false, identify, onClientGone = 'drain', userIds = 'signed' } = options;
  if (identify === undefined && anonymous === false) {
    throw misuse(
      'needs to know who asks. Pass `identify: (request) => ({ id })` from your session, or `anonymous: true`.',
    );
  }
  const log = options.log ?? { debug: () => undefined, warn: (message) => console.warn(`[dify] ${message}`) };
  if (anonymous !== false && options.rateLimit?.clientIP === undefined) {
    log.warn(
      'Whoever sends no cookie is a new visitor, so the limits of one visitor hold nobody back who wants to spend this ' +
        'app’s money. Tell addresses apart: `rateLimit: { clientIP: (request) => request.headers.get("x-real-ip") }`, ' +
        'from a header that your own proxy writes, or `clientIP: remoteAddress` of @dify-oapi/server/node where there is ' +
        'none. Until then only the limits of the whole process hold.',
    );
  }
  return {
    apps: checkApps(options, log),
    basePath: checkBasePath(options.basePath ?? '/api/dify'),
    secrets: checkSecrets(options.secret),
    identify,
    anonymous: anonymous === false ? null : checkVisitors(anonymous === true ? {} : anonymous),
    userIds: checkOneOf('userIds', userIds, ['signed', 'raw']),
    authorize: options.authorize,
    origins: new Set(options.origins?.map((origin) => checkOrigin(origin))),
    limits: checkLimits({ ...defaultLimits, ...options.limits }),
    onClientGone: checkOneOf('onClientGone', onClientGone, ['drain', 'stop', 'abort']),
    rateLimit: checkRateLimit(options.rateLimit),
    runs: checkRuns(options.runs),
    runLog: options.runs?.log,
    waitUntil: options.waitUntil,
    log,
    onMetric: safely(options.onMetric),
    health: options.health ?? false,
  };
}

/** A path such as `/api/dify`. */
export function checkBasePath(path: string, by?: string): string {
  if (/^(?:\/[\w.~-]+)+$/.test(path)) return path;
  throw misuse(`needs \`basePath\` to be a path such as "/api/dify": a slash first, none last.`, by);
}

/** Secrets of at least 32 characters each. */
export function checkSecrets(
  secret: string | readonly [string, ...string[]],
  by?: string,
): readonly [string, ...string[]] {
  const [first, ...rest] = typeof secret === 'object' ? secret : [secret];
  const isLong = (value: unknown) => typeof value === 'string' && value.length >= 32;
  if (isLong(first) && rest.every(isLong)) return [first, ...rest];
  throw misuse(
    'needs `secret`: at least 32 random characters, the same on every instance. Make one with ' +
      '`openssl rand -base64 32`, keep it in the environment and pass process.env.DIFY_SECRET.',
    by,
  );
}

function checkVisitors(visitors: VisitorOptions): VisitorOptions {
  const { cookieName = 'dify_visitor', maxAgeDays = 180 } = visitors;
  if (!/^\w[\w-]*$/.test(cookieName)) throw misuse('needs `anonymous.cookieName` to be letters, digits, `-` and `_`.');
  if (!(maxAgeDays > 0 && maxAgeDays <= 400))
    throw misuse('needs `anonymous.maxAgeDays` to be above 0 and at most 400.');
  return { cookieName, maxAgeDays };
}

/** An origin, letter for letter. */
export function checkOrigin(origin: string, by?: string): string {
  if (URL.canParse(origin) && new URL(origin).origin === origin) return origin;
  throw misuse(`needs \`origins\` as browsers send them, e.g. "https://app.example", without a path: "${origin}".`, by);
}

/** Limits above zero. */
export function checkLimits(limits: HandlerLimits, by?: string): HandlerLimits {
  for (const [name, value] of Object.entries(limits)) {
    if (!isLimit(value)) throw misuse(`needs \`limits.${name}\` to be a number above 0 and below 2 ** 31.`, by);
  }
  return limits;
}

function checkRateLimit({ clientIP, queueFor = 0, store }: RateLimitOptions = {}): RateLimit {
  if (!(queueFor >= 0 && queueFor <= 30_000)) throw misuse('needs `rateLimit.queueFor` to be 0 to 30000 milliseconds.');
  return { clientIP, queueFor, store };
}

function checkRuns({ log: _, ...limits }: RunOptions = {}): RunLimits {
  const runs = { ...defaultRunLimits, ...limits };
  for (const [name, value] of Object.entries(runs)) {
    if (!isLimit(value)) throw misuse(`needs \`runs.${name}\` to be a number above 0 and below 2 ** 31.`);
  }
  return runs;
}

function checkOneOf<Value extends string>(name: string, value: Value, values: readonly Value[]): Value {
  if (values.includes(value)) return value;
  throw misuse(`needs \`${name}\` to be ${values.map((one) => `'${one}'`).join(' or ')}.`);
}

/** Timers take no more milliseconds than that: more would be none at all. */
function isLimit(value: number): boolean {
  return value > 0 && value < 2 ** 31;
}
