/** The names of an object schema's fields, also of one with a check or a transform around it; `undefined` when it has none to tell. */
export function schemaFields(schema: object): string[] | undefined {
  const shape: unknown = Reflect.get(schema, 'shape') ?? innerShape(Reflect.get(schema, 'def'));
  return typeof shape === 'object' && shape !== null ? Object.keys(shape) : undefined;
}

function innerShape(definition: unknown): unknown {
  if (typeof definition !== 'object' || definition === null) return undefined;
  const inner: unknown = Reflect.get(definition, 'in');
  return typeof inner === 'object' && inner !== null ? Reflect.get(inner, 'shape') : undefined;
}
