import * as z from 'zod/mini';

const text = z.optional(z.nullable(z.string()));
const feature = z.optional(z.nullable(z.looseObject({ enabled: z.optional(z.boolean()) })));

export const noInputSchema = z.strictObject({});

/** Nothing: the operation takes no fields. */
export interface NoInput extends z.infer<typeof noInputSchema> {}

export const appInfoSchema = z.looseObject({
  name: z.string(),
  description: text,
  tags: z.optional(z.nullable(z.array(z.string()))),
  /** `chat`, `agent-chat`, `advanced-chat`, `agent`, `completion` or `workflow`. Open. */
  mode: text,
  author_name: text,
});

/** What an app is called and what kind it is. */
export interface AppInfo extends z.infer<typeof appInfoSchema> {}

export const appParametersSchema = z.looseObject({
  /** Markdown; may hold `{{variable}}`. */
  opening_statement: text,
  suggested_questions: z.optional(z.nullable(z.array(z.string()))),
  suggested_questions_after_answer: feature,
  speech_to_text: feature,
  text_to_speech: feature,
  retriever_resource: feature,
  annotation_reply: feature,
  more_like_this: feature,
  /** Each item has one key: the control's type. */
  user_input_form: z.optional(z.nullable(z.array(z.record(z.string(), z.unknown())))),
  sensitive_word_avoidance: feature,
  file_upload: z.optional(
    z.nullable(
      z.looseObject({
        enabled: z.optional(z.boolean()),
        /** Files a message. */
        number_limits: z.optional(z.nullable(z.number())),
        allowed_file_types: z.optional(z.nullable(z.array(z.string()))),
        /** With a leading dot, in any case. */
        allowed_file_extensions: z.optional(z.nullable(z.array(z.string()))),
        allowed_file_upload_methods: z.optional(z.nullable(z.array(z.string()))),
      }),
    ),
  ),
  system_parameters: z.optional(
    z.nullable(
      z.looseObject({
        /** Megabytes. */
        file_size_limit: z.optional(z.nullable(z.number())),
        /** Megabytes. */
        image_file_size_limit: z.optional(z.nullable(z.number())),
        /** Megabytes. */
        audio_file_size_limit: z.optional(z.nullable(z.number())),
        /** Megabytes. */
        video_file_size_limit: z.optional(z.nullable(z.number())),
      }),
    ),
  ),
});

/** An app's opening line, starters, switches, form and limits. */
export interface AppParameters extends z.infer<typeof appParametersSchema> {}

export const appMetaSchema = z.looseObject({
  tool_icons: z.optional(z.nullable(z.record(z.string(), z.unknown()))),
});

/** Icons of an app's tools. */
export interface AppMeta extends z.infer<typeof appMetaSchema> {}

export const appSiteSchema = z.looseObject({
  title: z.string(),
  chat_color_theme: text,
  icon_type: text,
  icon: text,
  icon_background: text,
  icon_url: text,
  description: text,
  copyright: text,
  privacy_policy: text,
  /** A line that belongs below the composer. */
  custom_disclaimer: text,
  default_language: text,
  show_workflow_steps: z.optional(z.nullable(z.boolean())),
  use_icon_as_answer_icon: z.optional(z.nullable(z.boolean())),
  input_placeholder: text,
});

/** How an app presents itself: title, icon, colours, small print. */
export interface AppSite extends z.infer<typeof appSiteSchema> {}
