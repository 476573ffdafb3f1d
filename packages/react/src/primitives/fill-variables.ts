/** Puts values of the app's variables into a text: `{{city}}`. Unknown ones stay as written. */
export function fillVariables(text: string, inputs: Readonly<Record<string, unknown>> | undefined): string {
  return text.replace(/\{\{\s*([\w.-]+)\s*\}\}/g, (whole, name: string) => {
    const value = inputs !== undefined && Object.hasOwn(inputs, name) ? inputs[name] : undefined;
    return typeof value === 'string' || typeof value === 'number' ? String(value) : whole;
  });
}
