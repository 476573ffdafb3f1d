/** A JSON Schema, as an app gives it for a control. */
export type InputSchema = Readonly<Record<string, unknown>>;

/** Where a value does not fit its schema, and what is asked for there. */
export interface SchemaProblem {
  /** Such as `bike.wheels[0]`; empty for the whole. */
  readonly at: string;
  readonly kind: 'missing' | 'type' | 'option' | 'unknown' | 'other';
  /** Types or options that would do. */
  readonly expected: readonly string[];
}

type CheckSchema = (schema: InputSchema, value: object) => SchemaProblem | null;

let check: CheckSchema | undefined;

/** Fetches what checks; only forms that have a schema need it. Without it the server is the first to say what is wrong. */
export async function loadSchemaCheck(): Promise<void> {
  check ??= await import('./check-schema.ts').then(
    ({ checkSchema }) => checkSchema,
    () => undefined,
  );
}

/** The first thing in a value that its schema does not allow, once `loadSchemaCheck` has come to its end. */
export function schemaProblem(schema: InputSchema | undefined, value: object): SchemaProblem | null {
  return (schema && check?.(schema, value)) ?? null;
}

/** A schema as it comes from the server, which says it as text. @returns `undefined` for what is none */
export function readSchema(given: unknown): InputSchema | undefined {
  try {
    const schema: unknown = typeof given === 'string' ? JSON.parse(given) : given;
    return typeof schema === 'object' && schema !== null && !Array.isArray(schema) ? { ...schema } : undefined;
  } catch {
    return undefined;
  }
}
