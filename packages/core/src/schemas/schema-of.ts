import type * as v from 'valibot';
import type { Shape } from '../endpoint.ts';

/**
 * The schema of an endpoint's input or output as valibot knows it.
 *
 * @example v.safeParse(schemaOf(endpoints.sendChatMessage.input), value)
 * @throws TypeError for what is no schema
 */
export function schemaOf<Value>(shape: Shape<Value>): v.GenericSchema<unknown, Value> {
  if (isSchema(shape)) return shape;
  throw new TypeError('This is no schema: an endpoint takes schemas of valibot.');
}

function isSchema<Value>(shape: Shape<Value>): shape is Shape<Value> & v.GenericSchema<unknown, Value> {
  return '~run' in shape;
}
