import type { AppDefinition, ModerationSettings } from '../app-definition.ts';

/** The words that an app does not let through, wherever its definition says so. */
function moderationOf({ moderation, parameters }: AppDefinition): ModerationSettings | undefined {
  if (moderation !== undefined) return moderation;
  const settings = parameters.sensitive_word_avoidance;
  if (settings?.enabled !== true) return undefined;
  const config = toFields(settings.config);
  const inputs = toFields(config.inputs_config);
  const outputs = toFields(config.outputs_config);
  return {
    keywords: String(config.keywords ?? '').split('\n'),
    ...(inputs.enabled === true ? { inputs: { preset_response: String(inputs.preset_response ?? '') } } : {}),
    ...(outputs.enabled === true ? { outputs: { preset_response: String(outputs.preset_response ?? '') } } : {}),
  };
}

/** What is said instead when a question, or a value of its form, has a word that is not let through. */
export function refusedInput(
  app: AppDefinition,
  query: string,
  inputs: Readonly<Record<string, unknown>>,
): string | undefined {
  const settings = moderationOf(app);
  if (settings?.inputs === undefined) return undefined;
  const texts = [query, ...Object.values(inputs).map(String)];
  return texts.some((text) => hasWord(settings, text)) ? settings.inputs.preset_response : undefined;
}

/** What is said instead when an answer has a word that is not let through. */
export function replacedOutput(app: AppDefinition, answer: string): string | undefined {
  const settings = moderationOf(app);
  if (settings?.outputs === undefined || !hasWord(settings, answer)) return undefined;
  return settings.outputs.preset_response;
}

function hasWord({ keywords }: ModerationSettings, text: string): boolean {
  const low = text.toLowerCase();
  return keywords.some((word) => word.trim() !== '' && low.includes(word.trim().toLowerCase()));
}

function toFields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
