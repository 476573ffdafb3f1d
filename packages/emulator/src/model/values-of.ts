/** A JSON schema, or a part of one. */
type Schema = Readonly<Record<string, unknown>>;

/** A value for every property of an object's schema, found in a text where it has one that fits. */
export function valuesOf(schema: Schema, text: string): Record<string, unknown> {
  const properties = toSchema(schema.properties);
  return Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [name, fittingValue(toSchema(property), name, text)]),
  );
}

function fittingValue(schema: Schema, name: string, text: string): unknown {
  const { default: fallback, enum: options, anyOf, items } = schema;
  if (fallback !== undefined && fallback !== null) return fallback;
  if (schema.const !== undefined) return schema.const;
  if (Array.isArray(options) && options.length > 0) {
    return options.find((option) => text.toLowerCase().includes(String(option).toLowerCase())) ?? options[0];
  }
  if (Array.isArray(anyOf))
    return fittingValue(toSchema(anyOf.find((part) => toSchema(part).type !== 'null')), name, text);
  const types = Array.isArray(schema.type) ? schema.type : [schema.type];
  switch (types.find((type) => type !== 'null')) {
    case 'number':
      return Number(/-?\d+(?:\.\d+)?/.exec(text)?.[0] ?? 1);
    case 'integer':
      return Math.trunc(Number(/-?\d+/.exec(text)?.[0] ?? 1));
    case 'boolean':
      return true;
    case 'array':
      return items === undefined ? [] : [fittingValue(toSchema(items), name, text)];
    case 'object':
      return valuesOf(schema, text);
    default:
      return textOf(name, text);
  }
}

/** Text for a field by what it is called. */
function textOf(name: string, text: string): string {
  if (/timezone|tz/i.test(name)) return 'UTC';
  if (/^format$/i.test(name)) return '%Y-%m-%d %H:%M:%S';
  if (/expression/i.test(name)) return /\d+\s*[-+*/]\s*\d+/.exec(text)?.[0] ?? '2 + 2';
  if (/city|place|location/i.test(name)) return text.match(/\b[A-Z][a-z]{2,}\b/g)?.at(-1) ?? 'Paris';
  if (/language/i.test(name)) return 'English';
  return text.trim().slice(0, 80) || 'value';
}

function toSchema(value: unknown): Schema {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
