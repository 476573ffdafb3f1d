import type { FormRow } from '../world/workflow-rows.ts';
import type { NodeScope } from './node-scope.ts';
import { isOutputFile } from './output-file.ts';
import type { RunFacts } from './run-facts.ts';
import { textOf } from './value-text.ts';
import type { FormField, HumanInputData } from './workflow-definition.ts';

const hour = 3600;

/** The form by which a node of a run waits, or waited. */
export function formOfNode({ row, server }: RunFacts, nodeId: string): FormRow | undefined {
  return [...server.world.forms.values()].find((form) => form.run_id === row.id && form.node_id === nodeId);
}

/** Makes the form of a node, its variables filled in. */
export function openForm(data: HumanInputData, { node, pool, run }: NodeScope): void {
  const { server } = run;
  const enabled = (data.delivery_methods ?? []).filter((method) => method.enabled !== false).map(({ type }) => type);
  const isOpen = enabled.includes('webapp');
  const id = server.id();
  const now = server.now();
  const seconds = data.timeout * hour * (data.timeout_unit === 'day' ? 24 : 1);
  server.world.forms.set(id, {
    id,
    token: btoa(String.fromCharCode(...Array.from(server.id().replaceAll('-', ''), (char) => char.charCodeAt(0))))
      .replaceAll(/[^A-Za-z0-9]/g, '')
      .slice(0, 22),
    run_id: run.row.id,
    app: run.row.app,
    node_id: node.id,
    node_title: data.title ?? '',
    form_content: pool.fill(data.form_content),
    raw_content: data.form_content,
    inputs: data.inputs.map((field) => fieldOf(field, (selector) => pool.get(selector))),
    actions: data.user_actions.map(({ button_style = 'default', id: action, title }) => ({
      id: action,
      title,
      button_style,
    })),
    resolved_default_values: Object.fromEntries(
      data.inputs.flatMap(({ default: preset, output_variable_name: name }) =>
        preset?.type === 'variable' ? [[name, pool.get(preset.selector ?? []) ?? null]] : [],
      ),
    ),
    isOpenToApi: isOpen,
    channels: enabled.includes('email') ? ['console', 'email'] : ['console'],
    expiration_time: now + seconds,
    created_at: now,
    status: 'waiting',
    submission: null,
    order: server.world.forms.size,
  });
  server.changed();
}

function fieldOf(field: FormField, value: (selector: readonly string[]) => unknown): Record<string, unknown> {
  const { output_variable_name, type } = field;
  const head = { output_variable_name, type };
  const from = (source: { readonly type: string; readonly selector?: readonly string[] | null }) =>
    source.type === 'variable' ? value(source.selector ?? []) : undefined;
  if (type === 'select') {
    const source = field.option_source ?? { type: 'constant' };
    const found = from(source);
    const options = Array.isArray(found) ? found.map(textOf) : (source.value ?? []);
    return { ...head, option_source: { type: source.type, selector: source.selector ?? [], value: options } };
  }
  if (type === 'file' || type === 'file-list') {
    return {
      output_variable_name,
      allowed_file_types: field.allowed_file_types ?? [],
      allowed_file_extensions: field.allowed_file_extensions ?? [],
      allowed_file_upload_methods: field.allowed_file_upload_methods ?? [],
      ...(type === 'file-list' ? { type, number_limits: field.number_limits ?? 0 } : { type }),
    };
  }
  const preset = field.default;
  if (!preset) return { ...head, default: null };
  return { ...head, default: { type: preset.type, selector: preset.selector ?? [], value: preset.value ?? '' } };
}

/** A form's text with what was filled in. */
export function renderedContent(content: string, values: Readonly<Record<string, unknown>>): string {
  return content.replaceAll(/\{\{#\$output\.(\w+)#\}\}/g, (mark, name: string) => {
    if (!(name in values)) return mark;
    const value = values[name];
    if (isOutputFile(value)) return '[file]';
    if (Array.isArray(value)) return `[${value.length} files]`;
    return textOf(value);
  });
}
