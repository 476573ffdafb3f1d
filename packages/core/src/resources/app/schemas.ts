import * as v from 'valibot';
import { closedObject } from '../../schemas/closed-object.ts';
import { dictionary } from '../../schemas/dictionary.ts';
import { finiteNumber } from '../../schemas/finite-number.ts';
import type { OutputOf } from '../../schemas/object-schema.ts';
import { openObject } from '../../schemas/open-object.ts';

const text = v.optional(v.nullable(v.string()));
const texts = v.optional(v.nullable(v.array(v.string())));
const number = v.optional(v.nullable(finiteNumber()));
const boolean = v.optional(v.nullable(v.boolean()));
const feature = v.optional(v.nullable(openObject({ enabled: v.optional(v.boolean()) })));

export const noInputSchema = closedObject({});

/** Nothing: the operation takes no fields. */
export interface NoInput extends OutputOf<typeof noInputSchema> {}

export const appInfoSchema = openObject({
  name: v.string(),
  description: text,
  tags: texts,
  /** `chat`, `agent-chat`, `advanced-chat`, `agent`, `completion` or `workflow`. Open. */
  mode: text,
  author_name: text,
});

/** What an app is called and what kind it is. */
export interface AppInfo extends OutputOf<typeof appInfoSchema> {}

const formControlSchema = openObject({
  /** The key of the value in `inputs`. */
  variable: v.string(),
  label: text,
  required: boolean,
  /** What the control begins with. */
  default: v.optional(v.unknown()),
  /** Whether the control is not shown. */
  hide: boolean,
  description: text,
  placeholder: text,
  /** Characters of a text; files of a `file-list`. */
  max_length: number,
  /** For `select`. */
  options: texts,
  /** The same as the entry's key. Chat apps leave it out. */
  type: text,
  /** For files: `image`, `document`, `audio`, `video`, `custom`. */
  allowed_file_types: texts,
  /** For files of type `custom`, with a leading dot. */
  allowed_file_extensions: texts,
  /** For files: `local_file`, `remote_url`. */
  allowed_file_upload_methods: texts,
  /** For `json_object`: a JSON Schema as text. */
  json_schema: v.optional(v.nullable(v.union([v.string(), dictionary(v.string(), v.unknown())]))),
  /** For `external_data_tool`. */
  config: v.optional(v.unknown()),
});

/** A control of an app's form. */
export interface FormControl extends OutputOf<typeof formControlSchema> {}

const control = v.optional(formControlSchema);

const formEntrySchema = openObject({
  'text-input': control,
  paragraph: control,
  select: control,
  number: control,
  checkbox: control,
  file: control,
  'file-list': control,
  json_object: control,
  external_data_tool: control,
});

/** An entry of an app's form: one key, the control's type, with the control as its value. */
export interface FormEntry extends OutputOf<typeof formEntrySchema> {}

const fileUploadSchema = openObject({
  /** Absent from apps where uploads were never set up. */
  enabled: v.optional(v.boolean()),
  /** Files a message. */
  number_limits: number,
  /** `image`, `document`, `audio`, `video`, `custom`. */
  allowed_file_types: texts,
  /** With a leading dot, in any case. */
  allowed_file_extensions: texts,
  /** `local_file`, `remote_url`. */
  allowed_file_upload_methods: texts,
  /** The older setting, for images alone. */
  image: v.optional(
    v.nullable(
      openObject({
        enabled: v.optional(v.boolean()),
        /** Images a message. */
        number_limits: number,
        /** `high` or `low`. Open. */
        detail: text,
        /** `local_file`, `remote_url`. */
        transfer_methods: texts,
      }),
    ),
  ),
});

/** Which files may go with a message. */
export interface FileUpload extends OutputOf<typeof fileUploadSchema> {}

const systemParametersSchema = openObject({
  /** Megabytes. */
  file_size_limit: number,
  /** Megabytes. */
  image_file_size_limit: number,
  /** Megabytes. */
  audio_file_size_limit: number,
  /** Megabytes. */
  video_file_size_limit: number,
  /** Files a run. */
  workflow_file_upload_limit: number,
});

/** Limits of the server. */
export interface SystemParameters extends OutputOf<typeof systemParametersSchema> {}

export const appParametersSchema = openObject({
  /** Markdown; may hold `{{variable}}`. */
  opening_statement: text,
  suggested_questions: texts,
  suggested_questions_after_answer: feature,
  speech_to_text: feature,
  text_to_speech: v.optional(
    v.nullable(
      openObject({
        enabled: v.optional(v.boolean()),
        voice: text,
        /** E.g. `en-US`. */
        language: text,
        /** `enabled`: answers are read aloud as they come. Else `disabled`. Open. */
        autoPlay: text,
      }),
    ),
  ),
  /** Whether answers name the passages they rest on. */
  retriever_resource: feature,
  /** Says `enabled: false` in chatflows even while it works. */
  annotation_reply: v.optional(
    v.nullable(
      openObject({
        enabled: v.optional(v.boolean()),
        id: text,
        /** How near a question must be, 0 to 1. */
        score_threshold: number,
        embedding_model: v.optional(
          v.nullable(openObject({ embedding_provider_name: text, embedding_model_name: text })),
        ),
      }),
    ),
  ),
  more_like_this: feature,
  /** Each item has one key: the control's type. */
  user_input_form: v.optional(v.nullable(v.array(formEntrySchema))),
  /** Also carries the word lists, under `config`. */
  sensitive_word_avoidance: v.optional(
    v.nullable(openObject({ enabled: v.optional(v.boolean()), type: text, config: v.optional(v.unknown()) })),
  ),
  file_upload: v.optional(v.nullable(fileUploadSchema)),
  system_parameters: v.optional(v.nullable(systemParametersSchema)),
});

/** An app's opening line, starters, switches, form and limits. */
export interface AppParameters extends OutputOf<typeof appParametersSchema> {}

const toolIconSchema = v.union([
  v.string(),
  openObject({
    /** A CSS colour, e.g. `#252525`. */
    background: text,
    /** An emoji. */
    content: text,
  }),
]);

/** A tool's icon: the address of a picture, which may be relative, or an emoji on a colour. */
export type ToolIcon = v.InferOutput<typeof toolIconSchema>;

export const appMetaSchema = openObject({
  /** By tool name; empty without tools. */
  tool_icons: v.optional(v.nullable(dictionary(v.string(), v.nullable(toolIconSchema)))),
});

/** Icons of an app's tools. */
export interface AppMeta extends OutputOf<typeof appMetaSchema> {}

export const appSiteSchema = openObject({
  title: v.string(),
  /** A CSS colour. */
  chat_color_theme: text,
  chat_color_theme_inverted: boolean,
  /** `emoji`, `image` or `link`. Open. */
  icon_type: text,
  /** An emoji, the id of a picture, or an address. */
  icon: text,
  /** A CSS colour. */
  icon_background: text,
  /** For `image`: signed, expires. */
  icon_url: text,
  description: text,
  copyright: text,
  /** An address. */
  privacy_policy: text,
  /** A line that belongs below the composer; empty when unset. */
  custom_disclaimer: text,
  /** E.g. `en-US`. */
  default_language: text,
  show_workflow_steps: boolean,
  use_icon_as_answer_icon: boolean,
  /** Since Dify 1.16. */
  input_placeholder: text,
});

/** How an app presents itself: title, icon, colours, small print. */
export interface AppSite extends OutputOf<typeof appSiteSchema> {}
