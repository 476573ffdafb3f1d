import { pathSlots } from '@dify-oapi/core';
import { type AnyEndpoint, endpoints } from '@dify-oapi/core/endpoints';
import * as v from 'valibot';
import { noSuchRoute } from './no-such-route.ts';
import { operations as allowed, type Operation, type Preset, presets } from './operations.ts';
import { Refusal } from './refusal.ts';

/** One operation that pages may call. */
export interface Route<Name extends string = Operation> {
  readonly operation: Name;
  readonly endpoint: AnyEndpoint;
  /** The schema of each field of the input. */
  readonly fields: ReadonlyMap<string, v.GenericSchema>;
  /** Fields that stand in the path. */
  readonly slots: readonly string[];
  readonly segments: readonly string[];
}

/** A route and the ids in its path, each of the right shape. */
export interface RouteMatch<Name extends string = Operation> {
  readonly route: Route<Name>;
  readonly ids: Readonly<Record<string, string>>;
}

const all = allowed.map((operation) => routeOf(operation, endpoints[operation]));

/** The route to an operation. */
export function routeOf<Name extends string>(operation: Name, endpoint: AnyEndpoint): Route<Name> {
  return {
    operation,
    endpoint,
    fields: fieldsOf(endpoint),
    slots: pathSlots(endpoint.path),
    segments: endpoint.path.split('/'),
  };
}

/**
 * The routes of a preset, or of some operations.
 *
 * @throws TypeError for a name that is no operation
 */
export function routesOf(operations: Preset | readonly Operation[]): readonly Route[] {
  const wanted: readonly string[] | undefined =
    typeof operations === 'string' && Object.hasOwn(presets, operations) ? presets[operations] : namesIn(operations);
  if (wanted === undefined) {
    const names = Object.keys(presets).map((name) => `'${name}'`);
    throw new TypeError(`createDifyHandler knows the presets ${names.join(', ')}, not "${String(operations)}".`);
  }
  const unknown = wanted.find((operation) => !allowed.some((name) => name === operation));
  if (unknown !== undefined) {
    throw new TypeError(`createDifyHandler knows no operation "${unknown}". Its operations are ${allowed.join(', ')}.`);
  }
  return all.filter(({ operation }) => wanted.includes(operation));
}

function namesIn(operations: unknown): readonly string[] | undefined {
  return Array.isArray(operations) ? operations.map(String) : undefined;
}

/** The routes that live at a path, whatever their method. Literal parts match letter for letter. */
export function routesAt<Name extends string>(routes: readonly Route<Name>[], path: string): readonly Route<Name>[] {
  const segments = path.split('/');
  return routes.filter(
    (route) =>
      route.segments.length === segments.length &&
      route.segments.every((part, at) => (part.startsWith('{') ? segments[at] !== '' : part === segments[at])),
  );
}

/**
 * The route for a method and a path.
 *
 * @throws Refusal with 404, 405, or 400 for an id of the wrong shape
 */
export function matchRoute<Name extends string>(
  routes: readonly Route<Name>[],
  method: string,
  path: string,
): RouteMatch<Name> {
  const here = routesAt(routes, path);
  if (here.length === 0) throw noSuchRoute();
  const route = here.find(({ endpoint }) => endpoint.method === method);
  if (route === undefined) {
    const allow = here.map(({ endpoint }) => endpoint.method).join(', ');
    throw new Refusal(405, 'method_not_allowed', `Only ${allow} can be used here.`, { allow });
  }
  const segments = path.split('/');
  const ids: Record<string, string> = {};
  for (const slot of route.slots) {
    const value = segments[route.segments.indexOf(`{${slot}}`)];
    const schema = route.fields.get(slot);
    if (value === undefined || schema === undefined || !v.safeParse(schema, value).success) {
      throw new Refusal(400, 'invalid_param', `The address has no right "${slot}".`);
    }
    ids[slot] = value;
  }
  return { route, ids };
}

/** Every input of an endpoint is a strict object, which its type does not say. */
function fieldsOf(endpoint: AnyEndpoint): ReadonlyMap<string, v.GenericSchema> {
  const shape: unknown = Reflect.get(endpoint.input, 'entries');
  if (typeof shape !== 'object' || shape === null) throw new TypeError(`${endpoint.operationId} has no fields.`);
  return new Map(Object.entries(shape as Record<string, v.GenericSchema>));
}
