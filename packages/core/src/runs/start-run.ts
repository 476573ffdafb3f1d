import { newIdempotencyKey } from './idempotency-key.ts';
import type { Run, StartRunOptions } from './run.ts';
import { createRunFacts } from './run-facts.ts';
import { openSession } from './session.ts';
import { systemEnvironment } from './system-environment.ts';

/**
 * Begins a run and reads it to its end, over however many connections that takes. Nothing is asked twice: the send is
 * repeated only with its key, at a server that knows it by that.
 */
export function startRun<Input extends object>(options: StartRunOptions<Input>): Run {
  const { dify, kind, endpoint, input, environment = systemEnvironment() } = options;
  const facts = createRunFacts({
    version: 1,
    kind,
    ...(dify.isKeyed ? { idempotencyKey: newIdempotencyKey() } : {}),
    ...(options.asked === undefined ? {} : { input: options.asked }),
    startedAt: environment.now(),
    ...options.saved,
  });
  return openSession({
    ...options,
    environment,
    facts,
    way: 'send',
    send: (streamOptions) => dify.stream(endpoint, input, streamOptions),
  });
}
