import type { AppDefinition } from '../../app-definition.ts';
import { defineApp } from '../../define-app.ts';
import { extractive } from '../../model/extractive.ts';
import { edges, model, node } from './graph.ts';
import { handbookId } from './handbook-knowledge.ts';

const form = [
  { variable: 'symptoms', label: 'Symptoms, one a line', type: 'paragraph', required: true, max_length: 2000 },
  { variable: 'model', label: 'Model', type: 'select', required: true, options: ['Fjell 3', 'Strand 2', 'Last 1'] },
  { variable: 'review', label: 'Let a person sign it', type: 'checkbox', required: false },
];

/** A workflow: looks up every symptom, tries a shaky service again, counts down to a date, and may ask for a signature. */
export function serviceReport(): AppDefinition {
  return defineApp({
    key: 'app-service-report',
    name: 'Service report',
    mode: 'workflow',
    description: 'Writes a service report from a list of symptoms.',
    model: extractive(),
    parameters: { user_input_form: form.map((control) => ({ [control.type]: control })) },
    workflow: {
      functions: {
        code: {
          split: ({ text }) => ({
            items: String(text)
              .split('\n')
              .map((line) => line.trim())
              .filter((line) => line !== ''),
          }),
        },
        http: shakyPartsService(),
      },
      nodes: [
        node('start', { type: 'start', title: 'Start', variables: form }),
        node('split', {
          type: 'code',
          title: 'One symptom a line',
          code_language: 'javascript',
          code: 'function main({ text }) { return { items: text.split("\\n") }; }',
          variables: [{ variable: 'text', value_selector: ['start', 'symptoms'] }],
          outputs: { items: { type: 'array[string]' } },
        }),
        node('each', {
          type: 'iteration',
          title: 'For each symptom',
          start_node_id: 'each_start',
          iterator_selector: ['split', 'items'],
          output_selector: ['advise', 'text'],
          output_type: 'array[string]',
          is_parallel: false,
          error_handle_mode: 'continue-on-error',
        }),
        node('each_start', { type: 'iteration-start', title: '' }, 'each'),
        node(
          'look_up',
          {
            type: 'knowledge-retrieval',
            title: 'Handbook',
            query_variable_selector: ['each', 'item'],
            dataset_ids: [handbookId],
            retrieval_mode: 'multiple',
            multiple_retrieval_config: { top_k: 3, score_threshold: null },
          },
          'each',
        ),
        node(
          'advise',
          {
            type: 'llm',
            title: 'Advice',
            model,
            prompt_template: [
              { role: 'system', text: '{{#context#}}' },
              { role: 'user', text: '{{#each.item#}}' },
            ],
            context: { enabled: true, variable_selector: ['look_up', 'result'] },
          },
          'each',
        ),
        node('parts', {
          type: 'http-request',
          title: 'Are parts in stock?',
          method: 'get',
          url: 'https://parts.velonord.example/stock',
          retry_config: { retry_enabled: true, max_retries: 3, retry_interval: 300 },
          error_strategy: 'default-value',
          default_value: [{ key: 'body', type: 'string', value: 'The parts service did not answer.' }],
        }),
        node('slot', {
          type: 'loop',
          title: 'Find a free day',
          start_node_id: 'slot_start',
          loop_count: 5,
          logical_operator: 'and',
          break_conditions: [
            { variable_selector: ['slot', 'days'], comparison_operator: '≥', value: '4', varType: 'number' },
          ],
          loop_variables: [{ label: 'days', var_type: 'number', value_type: 'constant', value: '1' }],
        }),
        node('slot_start', { type: 'loop-start', title: '' }, 'slot'),
        node(
          'next_day',
          {
            type: 'assigner',
            title: 'The next day',
            version: '2',
            items: [{ input_type: 'constant', operation: '+=', value: 1, variable_selector: ['slot', 'days'] }],
          },
          'slot',
        ),
        node('report', {
          type: 'template-transform',
          title: 'Report',
          template:
            '# Service report: {{ model }}\n\n{% for line in advice %}- {{ line }}\n{% endfor %}\nParts: {{ parts }}\n\nFree in {{ days }} days.\n',
          variables: [
            { variable: 'model', value_selector: ['start', 'model'] },
            { variable: 'advice', value_selector: ['each', 'output'] },
            { variable: 'parts', value_selector: ['parts', 'body'] },
            { variable: 'days', value_selector: ['slot', 'days'] },
          ],
        }),
        node('signed', {
          type: 'if-else',
          title: 'To be signed?',
          cases: [
            {
              case_id: 'true',
              logical_operator: 'and',
              conditions: [
                { variable_selector: ['start', 'review'], comparison_operator: 'is', value: true, varType: 'boolean' },
              ],
            },
          ],
        }),
        node('sign', {
          type: 'human-input',
          title: 'Sign the report',
          delivery_methods: [{ id: 'web', type: 'webapp', enabled: true, config: {} }],
          form_content: '{{#report.output#}}\n\nYour name: {{#$output.name#}}\n',
          inputs: [{ type: 'paragraph', output_variable_name: 'name', default: null }],
          user_actions: [
            { id: 'sign', title: 'Sign', button_style: 'primary' },
            { id: 'reject', title: 'Send back', button_style: 'default' },
          ],
          timeout: 36,
          timeout_unit: 'hour',
        }),
        node('end', {
          type: 'end',
          title: 'Report',
          outputs: [{ variable: 'report', value_selector: ['report', 'output'], value_type: 'string' }],
        }),
        node('end_signed', {
          type: 'end',
          title: 'Signed report',
          outputs: [
            { variable: 'report', value_selector: ['report', 'output'], value_type: 'string' },
            { variable: 'signed_by', value_selector: ['sign', 'name'], value_type: 'string' },
          ],
        }),
        node('end_rejected', {
          type: 'end',
          title: 'Sent back',
          outputs: [{ variable: 'reason', value_selector: ['sign', 'name'], value_type: 'string' }],
        }),
      ],
      edges: edges(
        'start -> split -> each -> report',
        'each_start -> look_up -> advise',
        'start -> parts -> report',
        'start -> slot -> report',
        'slot_start -> next_day',
        'report -> signed:false -> end',
        'signed:true -> sign:sign -> end_signed',
        'sign:reject -> end_rejected',
        'sign:__timeout -> end_rejected',
      ),
    },
  });
}

/** A service that fails twice before it answers, over and over: to see how a node tries again. */
function shakyPartsService() {
  let asked = 0;
  return () => {
    asked++;
    if (asked % 3 !== 0) return undefined;
    return { status: 200, headers: { 'content-type': 'text/plain' }, body: 'All parts are in stock.' };
  };
}
