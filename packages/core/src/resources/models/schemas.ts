import * as v from 'valibot';
import { closedObject } from '../../schemas/closed-object.ts';
import { dictionary } from '../../schemas/dictionary.ts';
import type { OutputOf } from '../../schemas/object-schema.ts';
import { openObject } from '../../schemas/open-object.ts';

const text = v.optional(v.nullable(v.string()));
const boolean = v.optional(v.nullable(v.boolean()));

const localizedSchema = openObject({ en_US: text, zh_Hans: text });

/** A text, or the address of a picture, in each language. */
export interface LocalizedText extends OutputOf<typeof localizedSchema> {}

const label = v.optional(v.nullable(localizedSchema));

const modelSchema = openObject({
  /** What other calls name it by, e.g. as `embedding_model`. */
  model: v.string(),
  label,
  /** `llm`, `text-embedding`, `rerank`, `speech2text`, `tts` or `moderation`. Open. */
  model_type: text,
  /** E.g. `vision`, `tool-call`. */
  features: v.optional(v.nullable(v.array(v.string()))),
  /** `predefined-model` or `customizable-model`. Open. */
  fetch_from: text,
  /** E.g. `context_size`, `max_chunks`, `voices`. */
  model_properties: v.optional(v.nullable(dictionary(v.string(), v.unknown()))),
  deprecated: boolean,
  /** `active`. Open. */
  status: text,
  load_balancing_enabled: boolean,
  has_invalid_load_balancing_configs: boolean,
});

/** A model that the workspace can use. */
export interface Model extends OutputOf<typeof modelSchema> {}

const modelProviderSchema = openObject({
  /** The workspace, a UUID. */
  tenant_id: text,
  /** What other calls name it by, e.g. as `embedding_model_provider`. */
  provider: v.string(),
  label,
  /** Addresses of Dify's console, not of its API. */
  icon_small: label,
  icon_small_dark: label,
  /** `active` or `no-configure`. Open. */
  status: text,
  models: v.array(modelSchema),
});

/** A provider with its models. */
export interface ModelProvider extends OutputOf<typeof modelProviderSchema> {}

export const modelProvidersSchema = openObject({ data: v.array(modelProviderSchema) });

/** The providers that have models of a type. */
export interface ModelProviders extends OutputOf<typeof modelProvidersSchema> {}

export const listModelsSchema = closedObject({
  model_type: v.picklist(['llm', 'text-embedding', 'rerank', 'speech2text', 'tts', 'moderation']),
});

/** What `models.list` takes. */
export interface ListModels extends OutputOf<typeof listModelsSchema> {}
