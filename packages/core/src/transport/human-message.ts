/**
 * The sentence for people inside a message: model failures arrive as JSON text,
 * sometimes behind `req_id: … PluginInvokeError:`.
 */
export function humanMessage(message: string): string {
  const json = message.replace(/^req_id: \w+ /, '').replace(/^PluginInvokeError: /, '');
  if (!json.startsWith('{')) return json;
  try {
    const inner: unknown = JSON.parse(json);
    if (typeof inner !== 'object' || inner === null) return json;
    const args: unknown = Reflect.get(inner, 'args');
    const description: unknown =
      typeof args === 'object' && args !== null ? Reflect.get(args, 'description') : undefined;
    const text: unknown = description ?? Reflect.get(inner, 'message');
    return typeof text === 'string' && text !== '' ? text : json;
  } catch {
    return json;
  }
}
