/** What Dify hands to the model in place of a result, when a tool did not work. */
const failure =
  /^\s*(?:tool (?:invoke|parameters validation) error\b|there is not a tool named\b|unknown error:|please check your tool provider credentials\b)/i;

/** How far the use of a tool is, by what came back: text, or JSON with a text for each tool. */
export function toolState(output: string | undefined): 'running' | 'done' | 'failed' {
  if (output === undefined || output === '') return 'running';
  return textsIn(output).some((text) => failure.test(text)) ? 'failed' : 'done';
}

function textsIn(output: string): readonly string[] {
  if (!output.startsWith('{')) return [output];
  try {
    const parsed: unknown = JSON.parse(output);
    const values: readonly unknown[] = typeof parsed === 'object' && parsed !== null ? Object.values(parsed) : [];
    return values.filter((value) => typeof value === 'string');
  } catch {
    return [output];
  }
}
