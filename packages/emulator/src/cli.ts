#!/usr/bin/env node
import { CliError } from './cli/cli-options.ts';
import { runCli } from './cli/run-cli.ts';

try {
  const server = await runCli(process.argv.slice(2), console);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void server?.close(500).then(() => process.exit(0));
    });
  }
} catch (error) {
  if (!(error instanceof CliError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
