import { either, fields, list, record, scalar } from './keep.ts';
import { uploadMethods } from './upload-methods.ts';
import type { View } from './view.ts';

const feature = fields({ enabled: scalar });

const control = fields({
  variable: scalar,
  label: scalar,
  required: scalar,
  default: either(scalar, list(scalar)),
  hide: scalar,
  description: scalar,
  placeholder: scalar,
  max_length: scalar,
  options: list(scalar),
  type: scalar,
  allowed_file_types: list(scalar),
  allowed_file_extensions: list(scalar),
  allowed_file_upload_methods: uploadMethods,
  json_schema: scalar,
});

/** Settings of an app without word lists, models and other configuration that Dify passes along. */
export const parameters = fields({
  opening_statement: scalar,
  suggested_questions: list(scalar),
  suggested_questions_after_answer: feature,
  speech_to_text: feature,
  text_to_speech: fields({ enabled: scalar, voice: scalar, language: scalar, autoPlay: scalar }),
  retriever_resource: feature,
  annotation_reply: feature,
  more_like_this: feature,
  user_input_form: list(record(visibleControl)),
  sensitive_word_avoidance: feature,
  file_upload: fields({
    enabled: scalar,
    number_limits: scalar,
    allowed_file_types: list(scalar),
    allowed_file_extensions: list(scalar),
    allowed_file_upload_methods: uploadMethods,
    image: fields({ enabled: scalar, number_limits: scalar, detail: scalar, transfer_methods: uploadMethods }),
  }),
  system_parameters: record(scalar),
});

/** Name, description and kind of an app. */
export const info = fields({
  name: scalar,
  description: scalar,
  tags: list(scalar),
  mode: scalar,
  author_name: scalar,
});

/** Icons of an app's tools: addresses, or a sign on a colour. */
export const meta = fields({ tool_icons: record(either(scalar, fields({ background: scalar, content: scalar }))) });

/** How an app presents itself. */
export const site = fields({
  title: scalar,
  chat_color_theme: scalar,
  chat_color_theme_inverted: scalar,
  icon_type: scalar,
  icon: scalar,
  icon_background: scalar,
  icon_url: scalar,
  description: scalar,
  copyright: scalar,
  privacy_policy: scalar,
  input_placeholder: scalar,
  custom_disclaimer: scalar,
  default_language: scalar,
  show_workflow_steps: scalar,
  use_icon_as_answer_icon: scalar,
});

/** What a hidden control is filled with is nobody's business. */
function visibleControl(value: unknown, view?: View): unknown {
  const kept = control(value, view);
  if (typeof kept !== 'object' || kept === null || Reflect.get(kept, 'hide') !== true) return kept;
  return Object.fromEntries(Object.entries(kept).filter(([name]) => name !== 'default'));
}
