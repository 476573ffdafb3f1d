/** A time as Python writes it without a zone: whole seconds. */
export function pythonTime(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19);
}
