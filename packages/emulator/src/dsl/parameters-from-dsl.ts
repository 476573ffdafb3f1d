import type { AppParameters } from '@dify-oapi/core';
import { type Fields, fieldsOf, listOf, textOf } from './read-fields.ts';

/** What `/parameters` says of an exported chat, agent or completion app. */
export function parametersOfSettings(settings: Fields): Partial<AppParameters> {
  return parameters(settings, listOf(settings.user_input_form));
}

/** What `/parameters` says of an exported workflow or chatflow: its features, and the controls of its start node. */
export function parametersOfWorkflow(workflow: Fields): Partial<AppParameters> {
  const nodes = listOf(fieldsOf(workflow.graph).nodes).map(({ data }) => fieldsOf(data));
  const start = nodes.find(({ type }) => type === 'start');
  const form = listOf(start?.variables).map((control) => ({ [textOf(control.type)]: control }));
  const features = fieldsOf(workflow.features);
  return parameters({ ...features, file_upload: uploadOf(fieldsOf(features.file_upload)) }, form);
}

/** The older switch for images alone stands for the whole when it is on. */
function uploadOf({ image, ...upload }: Fields): Fields {
  const { enabled, number_limits = 3, transfer_methods = ['remote_url', 'local_file'] } = fieldsOf(image);
  if (enabled !== true) return image === undefined ? upload : { image, ...upload };
  return {
    allowed_file_types: ['image'],
    allowed_file_extensions: [],
    ...upload,
    enabled: true,
    number_limits,
    allowed_file_upload_methods: transfer_methods,
  };
}

const switches = [
  'suggested_questions_after_answer',
  'speech_to_text',
  'text_to_speech',
  'retriever_resource',
  'more_like_this',
  'sensitive_word_avoidance',
  'file_upload',
] as const;

function parameters(features: Fields, form: readonly Fields[]): Partial<AppParameters> {
  const told = Object.entries(features).filter(([name, value]) => isSwitch(name) && value !== null);
  return asParameters({
    ...(features.opening_statement === undefined ? {} : { opening_statement: features.opening_statement }),
    ...(Array.isArray(features.suggested_questions) ? { suggested_questions: features.suggested_questions } : {}),
    ...Object.fromEntries(told.map(([name, value]) => [name, shown(name, fieldsOf(value))])),
    user_input_form: form,
  });
}

/** A moderation that is off is told by that alone. */
function shown(name: string, value: Fields): Fields {
  return name === 'sensitive_word_avoidance' && value.enabled !== true ? { enabled: false } : value;
}

function isSwitch(name: string): boolean {
  return switches.some((known) => known === name);
}

/** Dify hands out these parts of an export as they are. */
function asParameters(parts: object): Partial<AppParameters> {
  return parts as Partial<AppParameters>;
}
