/** JSON inside JSON inside a sentence: no server has been seen to go deeper than this. */
const deepest = 5;

/**
 * The sentence for people inside a message: model failures arrive as JSON text,
 * sometimes behind `req_id: … PluginInvokeError:`, sometimes one inside the other.
 */
export function humanMessage(message: string, depth = 0): string {
  const text = message
    .replace(/\breq_id: \w+ /g, '')
    .replace(/^(?:(?:PluginInvokeError|InvokeError|plugin daemon|\[models\] Error): ?)+/, '')
    .replace(/ \(agent_run_id=[\w-]+\)$/, '')
    .replace(/ You have requested this URI \[.*$/s, '')
    .trim();
  const begin = text.indexOf('{');
  const end = text.lastIndexOf('}');
  if (begin < 0 || end < begin || depth >= deepest) return text;
  const inner = sentenceIn(text.slice(begin, end + 1));
  if (inner === undefined) return text;
  const before = text.slice(0, begin).replace(/PluginInvokeError: $/, '');
  return before + humanMessage(inner, depth + 1);
}

function sentenceIn(json: string): string | undefined {
  try {
    const value: unknown = JSON.parse(json);
    const nested = field(value, 'error');
    const candidates = [field(field(value, 'args'), 'description'), field(nested, 'message'), field(value, 'message')];
    return candidates.find((text): text is string => typeof text === 'string' && text !== '');
  } catch {
    return undefined;
  }
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}
