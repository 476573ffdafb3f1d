import { defineApp, reply, supportApp } from '@dify-oapi/emulator';

/** The key that opens the emulator's knowledge bases. */
export const datasetKey = 'dataset-examples';

/** The apps on the emulator. */
export const apps = {
  /** Answers from a handbook, with sources; takes documents. */
  support: supportApp(),
  /** A text generator with one field. */
  writer: defineApp({
    key: 'app-writer',
    mode: 'completion',
    model: reply((query) => `A fine morning for a ride.\n\nAbout ${query}: charge it, check the brakes and go.`),
    parameters: {
      user_input_form: [{ paragraph: { label: 'Topic', variable: 'query', required: true, default: '' } }],
    },
  }),
  /** A workflow of three nodes: a form, a model, an end. */
  report: defineApp({
    key: 'app-report',
    mode: 'workflow',
    model: reply((query) => `Report: ${query} All 12 bikes are ready.`),
    workflow: {
      nodes: [
        {
          id: 'start',
          data: {
            type: 'start',
            title: 'Form',
            variables: [{ variable: 'task', label: 'Task', type: 'paragraph', required: true }],
          },
        },
        {
          id: 'write',
          data: {
            type: 'llm',
            title: 'Write',
            model: { provider: 'demo', name: 'demo', mode: 'chat' },
            prompt_template: [{ role: 'user', text: '{{#start.task#}}' }],
          },
        },
        {
          id: 'end',
          data: {
            type: 'end',
            title: 'End',
            outputs: [{ variable: 'report', value_selector: ['write', 'text'], value_type: 'string' }],
          },
        },
      ],
      edges: [
        { source: 'start', target: 'write' },
        { source: 'write', target: 'end' },
      ],
    },
  }),
};
