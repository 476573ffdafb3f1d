import type { HumanInputForm } from '../resources/human-input/schemas.ts';
import type { FormSubmission } from '../resources/messages/schemas.ts';
import type { FormAction } from '../schemas/form-action.ts';
import type { FormDefinition } from '../schemas/form-definition.ts';
import type { FormInput } from '../schemas/form-input.ts';
import type { FormAnswer, FormButton, FormField, PendingForm } from './pending-form.ts';

/** A variable of the run that has not been filled in; marks of fields begin with `$output`. */
const unfilled = /\{\{#(?!\$output\.)[^#{}]+#\}\}/;

/** A form as an event, a pause reason or a stored turn tells it; `null` without an id. */
export function readForm(definition: FormDefinition, now: number): PendingForm | null {
  const id = definition.form_id ?? '';
  if (id === '') return null;
  const token = definition.form_token || null;
  const markdown = definition.form_content ?? '';
  const expiresAt = typeof definition.expiration_time === 'number' ? definition.expiration_time * 1000 : null;
  const displayInUI = definition.display_in_ui !== false;
  return {
    id,
    nodeId: definition.node_id ?? '',
    title: definition.node_title ?? '',
    token,
    markdown,
    isRendered: !unfilled.test(markdown),
    fields: (definition.inputs ?? []).map((input) => readField(input, definition.resolved_default_values)),
    actions: (definition.actions ?? []).map(readButton),
    expiresAt,
    displayInUI,
    state: firstState(token, displayInUI, expiresAt, now),
  };
}

/** A held form after its own text was read by its token: there the run's variables are always filled in. */
export function withDetails(form: PendingForm, details: HumanInputForm): PendingForm {
  return {
    ...form,
    markdown: details.form_content,
    isRendered: true,
    fields: details.inputs.map((input) => readField(input, details.resolved_default_values)),
    actions: details.user_actions.map(readButton),
    expiresAt: typeof details.expiration_time === 'number' ? details.expiration_time * 1000 : form.expiresAt,
  };
}

/** How a form was answered, as an event or a stored turn tells it. */
export function readAnswer(submission: FormSubmission): FormAnswer {
  const { action_id, action_text, rendered_content, submitted_data } = submission;
  return {
    action: action_id ?? '',
    title: action_text ?? '',
    values: submitted_data ?? {},
    ...(rendered_content ? { markdown: rendered_content } : {}),
  };
}

function firstState(token: string | null, displayInUI: boolean, expiresAt: number | null, now: number) {
  if (expiresAt !== null && expiresAt <= now) return 'timed-out';
  return token === null || !displayInUI ? 'elsewhere' : 'waiting';
}

const kinds: ReadonlySet<string> = new Set<FormField['kind']>(['paragraph', 'select', 'file', 'file-list']);

function readField(input: FormInput, resolved: Readonly<Record<string, unknown>> | null | undefined): FormField {
  const name = input.output_variable_name;
  const given = resolved && Object.hasOwn(resolved, name) ? resolved[name] : undefined;
  const byVariable = input.default?.type === 'variable';
  const constant = input.default?.value ?? '';
  return {
    name,
    kind: isKind(input.type) ? input.type : input.type === 'text_input' ? 'paragraph' : 'unknown',
    initial: byVariable || constant === '' ? textOf(given ?? constant) : constant,
    options: input.option_source?.value ?? [],
    fileTypes: input.allowed_file_types ?? [],
    fileExtensions: (input.allowed_file_extensions ?? []).map(withDot),
    uploadMethods: input.allowed_file_upload_methods ?? [],
    limit: typeof input.number_limits === 'number' && input.number_limits > 0 ? input.number_limits : null,
  };
}

function isKind(type: string): type is FormField['kind'] {
  return kinds.has(type);
}

const styles: ReadonlySet<string> = new Set<FormButton['style']>(['primary', 'default', 'accent', 'ghost']);

function readButton({ id, title, button_style }: FormAction): FormButton {
  const isStyle = (style: string): style is FormButton['style'] => styles.has(style);
  const style = button_style ?? 'default';
  return { id, title: title || id, style: isStyle(style) ? style : 'default' };
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === null || value === undefined ? '' : JSON.stringify(value);
}

function withDot(extension: string): string {
  const low = extension.toLowerCase();
  return low.startsWith('.') ? low : `.${low}`;
}
