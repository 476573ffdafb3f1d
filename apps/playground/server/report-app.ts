import type { AppDefinition, WorkflowNode } from '@dify-oapi/emulator';
import { demoSeed } from '@dify-oapi/emulator/demo';

/** A control of every kind that Dify's forms know. */
const form = [
  { variable: 'inspector', label: 'Inspector', type: 'text-input', required: true, max_length: 48, default: '' },
  { variable: 'model', label: 'Model', type: 'select', required: true, options: ['Fjell 3', 'Strand 2', 'Last 1'] },
  {
    variable: 'symptoms',
    label: 'Symptoms, one a line',
    type: 'paragraph',
    required: true,
    max_length: 2000,
    default: 'Error E-214 shows\nThe brakes squeal',
  },
  { variable: 'mileage', label: 'Mileage in km', type: 'number', required: false },
  {
    variable: 'limits',
    label: 'Limits',
    type: 'json_object',
    required: false,
    description: 'JSON, e.g. {"hours": 3}',
  },
  {
    variable: 'photo',
    label: 'Photo of the part',
    type: 'file',
    required: false,
    allowed_file_types: ['image'],
    allowed_file_upload_methods: ['local_file'],
  },
  {
    variable: 'logs',
    label: 'Service logs',
    type: 'file-list',
    required: false,
    max_length: 3,
    allowed_file_types: ['document'],
    allowed_file_upload_methods: ['local_file'],
  },
  { variable: 'review', label: 'Let a person sign it', type: 'checkbox', required: false },
];

/** The demo's service report, with a form that has every kind of control and a signature that asks for more. */
export function reportApp(): AppDefinition {
  const report = demoSeed().apps.find(({ key }) => key === 'app-service-report');
  if (report?.workflow === undefined) throw new Error('The demo has no service report.');
  return {
    ...report,
    parameters: { ...report.parameters, user_input_form: form.map((control) => ({ [control.type]: control })) },
    workflow: { ...report.workflow, nodes: report.workflow.nodes.map(changed) },
  };
}

function changed(node: WorkflowNode): WorkflowNode {
  const { data } = node;
  if (data.type === 'start') return { ...node, data: { ...data, variables: form } };
  if (node.id === 'end' && data.type === 'end') {
    const photo = { variable: 'photo', value_selector: ['start', 'photo'], value_type: 'file' };
    return { ...node, data: { ...data, outputs: [...data.outputs, photo] } };
  }
  if (data.type !== 'human-input') return node;
  const channel = {
    type: 'select',
    output_variable_name: 'channel',
    option_source: { type: 'constant', value: ['by mail', 'by post'], selector: [] },
  };
  return {
    ...node,
    data: {
      ...data,
      form_content: '{{#report.output#}}\n\nYour name: {{#$output.name#}}\n\nSend it: {{#$output.channel#}}\n',
      inputs: [...(data.inputs ?? []), channel],
    },
  };
}
