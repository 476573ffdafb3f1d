import { parseArgs } from 'node:util';
import type { Pace } from '../context.ts';
import type { Profile } from '../profile.ts';

/** What the command line asks for. */
export interface CliOptions {
  readonly port: number;
  readonly host: string;
  /** `demo`, `lab`, `empty`, or a file with an app. */
  readonly seed: string;
  /** The file that remembers. */
  readonly persist?: string;
  readonly pace: 'realistic' | 'instant' | Pace;
  /** Names of faults, each with its value: `cut-after=3`. */
  readonly faults: readonly string[];
  readonly profile: Profile;
  /** Where addresses and keys are written as JSON. */
  readonly writeConfig?: string;
  readonly isQuiet: boolean;
}

const flags = {
  port: { type: 'string', default: '5001' },
  host: { type: 'string', default: '127.0.0.1' },
  seed: { type: 'string', default: 'demo' },
  persist: { type: 'string' },
  latency: { type: 'string' },
  faults: { type: 'string', multiple: true },
  profile: { type: 'string', default: '1.16' },
  'write-config': { type: 'string' },
  quiet: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** A flag that cannot be understood: its message is for the person at the command line. */
export class CliError extends Error {}

/**
 * Reads the command line; `'help'` when that is all that is asked for.
 *
 * @throws CliError
 */
export function readCliOptions(args: readonly string[]): CliOptions | 'help' {
  const { positionals, values } = parse(args);
  if (values.help) return 'help';
  const { seed, faults = [], persist, 'write-config': writeConfig } = values;
  return {
    port: readPort(values.port),
    host: values.host,
    seed,
    ...(persist === undefined ? {} : { persist }),
    pace: readPace(values.latency ?? (seed === 'lab' ? '2' : 'realistic')),
    faults: [...faults, ...positionals].flatMap((names) => names.split(',')).filter((name) => name !== ''),
    profile: readProfile(values.profile),
    ...(writeConfig === undefined ? {} : { writeConfig }),
    isQuiet: values.quiet,
  };
}

function parse(args: readonly string[]) {
  try {
    const parsed = parseArgs({ args: [...args], options: flags, allowPositionals: true });
    const stray = parsed.positionals[0];
    if (stray !== undefined && parsed.values.faults === undefined) {
      throw new CliError(`There is nothing called "${stray}". Flags begin with "--"; --help lists them.`);
    }
    return parsed;
  } catch (error) {
    if (error instanceof CliError) throw error;
    const message = error instanceof Error ? error.message : String(error);
    throw new CliError(`${message.split('. ')[0]?.replace(/\.$/, '')}. --help lists the flags.`);
  }
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new CliError(`--port takes a number from 0 to 65535, not "${text}".`);
}

function readPace(text: string): CliOptions['pace'] {
  if (text === 'realistic' || text === 'instant') return text;
  if (/^\d+$/.test(text)) return { firstMs: Number(text), pieceMs: Number(text) };
  throw new CliError(`--latency takes "instant", "realistic" or milliseconds between pieces, not "${text}".`);
}

function readProfile(text: string): Profile {
  if (text === '1.14' || text === '1.16') return text;
  throw new CliError(`--profile takes "1.14" or "1.16", not "${text}".`);
}
