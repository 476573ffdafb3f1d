import * as v from 'valibot';
import { endpoint } from '../endpoint.ts';
import { closedObject } from '../schemas/closed-object.ts';
import { finiteNumber } from '../schemas/finite-number.ts';
import { identifierSchema } from '../schemas/identifier.ts';
import type { OutputOf } from '../schemas/object-schema.ts';
import { type Result, resultSchema } from '../schemas/result.ts';

const attachRunSchema = closedObject({
  /** As the header `Dify-Run` of an answer named it. */
  handle: identifierSchema,
  /** The number of the last event that is held; 0: from the beginning. @default 0 */
  after: v.optional(finiteNumber()),
});

/** What `attachRun` takes. */
export interface AttachRun extends OutputOf<typeof attachRunSchema> {}

const stopRunSchema = closedObject({
  /** As the header `Dify-Run` of an answer named it. */
  handle: identifierSchema,
});

/** What `stopRun` takes. */
export interface StopRun extends OutputOf<typeof stopRunSchema> {}

/**
 * Reads on in a run's log: the events after a number, then what comes. Only handlers of `@dify-oapi/server` have it,
 * Dify itself does not.
 *
 * @throws NotFoundError when there is no such run for this person, or no more.
 */
export const attachRun = endpoint<AttachRun, unknown>({
  operationId: 'attachRun',
  method: 'GET',
  path: '/runs/{handle}',
  payload: 'query',
  user: 'none',
  input: attachRunSchema,
  output: v.unknown(),
  events: 'only',
});

/**
 * Stops a run, also before Dify has named it. Dify is told once, however often this is asked. Only handlers of
 * `@dify-oapi/server` have it.
 *
 * @throws NotFoundError when there is no such run for this person, or no more.
 */
export const stopRun = endpoint<StopRun, Result>({
  operationId: 'stopRun',
  method: 'POST',
  path: '/runs/{handle}/stop',
  payload: 'json',
  user: 'none',
  input: stopRunSchema,
  output: resultSchema,
  idempotent: true,
});
