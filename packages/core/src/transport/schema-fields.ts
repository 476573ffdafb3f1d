/** The names of an object schema's fields, also of one with checks around it; `undefined` when it has none to tell. */
export function schemaFields(schema: object): string[] | undefined {
  const entries: unknown = Reflect.get(schema, 'entries');
  return typeof entries === 'object' && entries !== null ? Object.keys(entries) : undefined;
}
