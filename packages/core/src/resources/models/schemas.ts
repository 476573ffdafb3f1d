import * as z from 'zod/mini';

const text = z.optional(z.nullable(z.string()));
const boolean = z.optional(z.nullable(z.boolean()));

const localizedSchema = z.looseObject({ en_US: text, zh_Hans: text });

/** A text, or the address of a picture, in each language. */
export interface LocalizedText extends z.infer<typeof localizedSchema> {}

const label = z.optional(z.nullable(localizedSchema));

const modelSchema = z.looseObject({
  /** What other calls name it by, e.g. as `embedding_model`. */
  model: z.string(),
  label,
  /** `llm`, `text-embedding`, `rerank`, `speech2text`, `tts` or `moderation`. Open. */
  model_type: text,
  /** E.g. `vision`, `tool-call`. */
  features: z.optional(z.nullable(z.array(z.string()))),
  /** `predefined-model` or `customizable-model`. Open. */
  fetch_from: text,
  /** E.g. `context_size`, `max_chunks`, `voices`. */
  model_properties: z.optional(z.nullable(z.record(z.string(), z.unknown()))),
  deprecated: boolean,
  /** `active`. Open. */
  status: text,
  load_balancing_enabled: boolean,
  has_invalid_load_balancing_configs: boolean,
});

/** A model that the workspace can use. */
export interface Model extends z.infer<typeof modelSchema> {}

const modelProviderSchema = z.looseObject({
  /** The workspace, a UUID. */
  tenant_id: text,
  /** What other calls name it by, e.g. as `embedding_model_provider`. */
  provider: z.string(),
  label,
  /** Addresses of Dify's console, not of its API. */
  icon_small: label,
  icon_small_dark: label,
  /** `active` or `no-configure`. Open. */
  status: text,
  models: z.array(modelSchema),
});

/** A provider with its models. */
export interface ModelProvider extends z.infer<typeof modelProviderSchema> {}

export const modelProvidersSchema = z.looseObject({ data: z.array(modelProviderSchema) });

/** The providers that have models of a type. */
export interface ModelProviders extends z.infer<typeof modelProvidersSchema> {}

export const listModelsSchema = z.strictObject({
  model_type: z.enum(['llm', 'text-embedding', 'rerank', 'speech2text', 'tts', 'moderation']),
});

/** What `models.list` takes. */
export interface ListModels extends z.infer<typeof listModelsSchema> {}
