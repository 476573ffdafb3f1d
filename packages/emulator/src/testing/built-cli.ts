import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The command line as a file that Node runs, with a way to throw it away. */
export interface BuiltCli {
  /** Starts it; resolves when it listens. */
  start(...args: string[]): Promise<StartedCli>;
  /** Runs it to its end. */
  run(...args: string[]): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>;
  remove(): void;
}

/** A server in a process of its own. */
interface StartedCli {
  readonly baseURL: string;
  /** Ends the process at once, as a crash would, and waits until it has gone. */
  kill(): Promise<void>;
  /** Asks the process to stop; its exit code. */
  stop(): Promise<number | null>;
}

/** Bundles the command line from its sources. */
export async function buildCli(): Promise<BuiltCli> {
  const outDir = `${root}node_modules/.cache/cli-test-${process.pid}`;
  const conditions = ['@dify-oapi/source', 'node', 'import'];
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { conditions },
    ssr: { resolve: { conditions }, noExternal: [/^@dify-oapi\//] },
    build: { ssr: 'src/cli.ts', outDir, emptyOutDir: true, target: 'node20' },
  });
  const open = (args: string[]) => spawn(process.execPath, [`${outDir}/cli.js`, ...args], { stdio: 'pipe' });
  return {
    async start(...args) {
      const child = open(['--port', '0', ...args]);
      const baseURL = await addressOf(child);
      const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
      return {
        baseURL,
        async kill() {
          child.kill('SIGKILL');
          await ended;
        },
        stop() {
          child.kill('SIGTERM');
          return ended;
        },
      };
    },
    async run(...args) {
      const child = open(args);
      let [stdout, stderr] = ['', ''];
      child.stdout?.on('data', (text) => (stdout += String(text)));
      child.stderr?.on('data', (text) => (stderr += String(text)));
      const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
      return { code, stdout, stderr };
    },
    remove: () => rmSync(outDir, { recursive: true, force: true }),
  };
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (piece) => {
      text += String(piece);
      const found = /on (http:\S+\/v1)\n/.exec(text)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.stderr?.on('data', (piece) => (text += String(piece)));
    child.once('exit', () => reject(new Error(text)));
  });
}
