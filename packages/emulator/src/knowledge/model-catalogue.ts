/** A model that the workspace has, as servers list it. */
export interface CatalogueModel {
  readonly model: string;
  readonly features: readonly string[] | null;
  readonly model_properties: Readonly<Record<string, unknown>>;
}

/** The plug-in that models come from: one that speaks to any server of OpenAI's kind. */
export const modelProvider = 'langgenius/openai_api_compatible/openai_api_compatible';

/** The words for kinds of models. A server that has no model of a kind lists nothing. */
export const modelCatalogue: Readonly<Record<string, readonly CatalogueModel[]>> = {
  llm: [
    {
      model: 'emulated-chat',
      features: ['multi-tool-call', 'stream-tool-call'],
      model_properties: { context_size: 32768, mode: 'chat' },
    },
    {
      model: 'emulated-thinker',
      features: ['multi-tool-call', 'stream-tool-call', 'agent-thought'],
      model_properties: { context_size: 32768, mode: 'chat' },
    },
  ],
  'text-embedding': [
    { model: 'lexical-embedding', features: null, model_properties: { context_size: 8192, max_chunks: 1 } },
  ],
  rerank: [{ model: 'overlap-rerank', features: null, model_properties: {} }],
  speech2text: [{ model: 'emulated-listener', features: null, model_properties: {} }],
  tts: [
    {
      model: 'emulated-speaker',
      features: null,
      model_properties: {
        default_voice: 'alloy',
        word_limit: 4096,
        audio_type: 'mp3',
        voices: [
          { mode: 'alloy', name: 'alloy', language: 'en-US' },
          { mode: 'echo', name: 'echo', language: 'en-US' },
        ],
      },
    },
  ],
  moderation: [],
};

/** What knowledge bases embed by when nobody says otherwise. */
export const embeddingModel = { model: 'lexical-embedding', provider: modelProvider } as const;
