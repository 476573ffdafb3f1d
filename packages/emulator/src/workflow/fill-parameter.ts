import type { VariablePool } from './variable-pool.ts';

/** A parameter as the editor keeps it, `{type: 'mixed' | 'variable' | 'constant', value}` or bare, filled in. */
export function fillParameter(given: unknown, pool: VariablePool): unknown {
  const type: unknown = typeof given === 'object' && given !== null ? Reflect.get(given, 'type') : undefined;
  const value: unknown = type === undefined ? given : Reflect.get(Object(given), 'value');
  if (type === 'variable' && Array.isArray(value)) return pool.get(value.map(String)) ?? null;
  return typeof value === 'string' ? pool.fill(value) : value;
}
