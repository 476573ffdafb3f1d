type Log = (message: string, facts?: Readonly<Record<string, unknown>>) => void;

/** Something with the methods of `console`. Methods that are missing are passed over. */
export interface Logger {
  debug: Log;
  info?: Log | undefined;
  warn: Log;
  error?: Log | undefined;
}

/** From the most to the least: `debug` tells every call, `info` every second try, `silent` nothing. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

const levels = ['debug', 'info', 'warn', 'error'] as const;
const silent = () => undefined;

/**
 * The logger of a client.
 *
 * @param logger `false` or `null` silences; left out, it is the console
 * @param level the least that is told; left out, `warn` for the console and everything for a logger of the caller's
 */
export function chooseLogger(logger: Partial<Logger> | false | null | undefined, level?: LogLevel): Logger | undefined {
  if (logger === false || logger === null || level === 'silent') return undefined;
  const least = levels.indexOf(level ?? (logger === undefined ? 'warn' : 'debug'));
  const target = logger ?? globalThis.console;
  const log = (name: (typeof levels)[number]): Log =>
    levels.indexOf(name) < least ? silent : (message, facts) => target[name]?.(message, facts);
  return { debug: log('debug'), info: log('info'), warn: log('warn'), error: log('error') };
}
