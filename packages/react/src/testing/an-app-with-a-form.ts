import { createEmulator, defineApp, type Emulator, type EmulatorOptions, reply } from '@dify-oapi/emulator';

/** A chat whose app wants to know something first: a control of every kind. */
export function anAppWithAForm(options: Omit<EmulatorOptions, 'apps'> = {}): Emulator {
  return createEmulator({
    ...options,
    apps: [
      defineApp({
        key: 'app-support',
        mode: 'advanced-chat',
        model: reply((query) => `About ${query}.`),
        parameters: {
          opening_statement: '# Hello {{name}}\n\nTell me about your bike.',
          suggested_questions: ['How do I store the battery?'],
          user_input_form: [
            { 'text-input': { variable: 'name', label: 'Your name', required: true, max_length: 24, default: '' } },
            {
              select: { variable: 'model', label: 'Model', required: true, options: ['Fjell 3', 'Elv 2'], default: '' },
            },
            {
              number: {
                variable: 'km',
                label: 'Kilometres',
                description: 'As the display shows them.',
                required: false,
              },
            },
            { paragraph: { variable: 'note', label: 'What happened', required: false, max_length: 200 } },
            { checkbox: { variable: 'warranty', label: 'Still under warranty', required: false, default: true } },
            {
              'file-list': {
                variable: 'photos',
                label: 'Photos',
                required: false,
                allowed_file_types: ['image'],
                max_length: 2,
              },
            },
            {
              json_object: {
                variable: 'log',
                label: 'Log of the display',
                required: false,
                json_schema: '{"type":"object","properties":{"code":{"type":"string"}},"required":["code"]}',
              },
            },
            { 'text-input': { variable: 'shop', label: 'Shop', hide: true, default: 'Oslo' } },
          ],
        },
        workflow: {
          nodes: [
            {
              id: 'start',
              data: {
                type: 'start',
                title: 'Start',
                variables: [
                  { variable: 'name', label: 'Your name', type: 'text-input', required: true, max_length: 24 },
                  { variable: 'model', label: 'Model', type: 'select', required: true, options: ['Fjell 3', 'Elv 2'] },
                  { variable: 'km', label: 'Kilometres', type: 'number', required: false },
                ],
              },
            },
            {
              id: 'answer',
              data: {
                type: 'answer',
                title: 'Answer',
                answer: '{{#start.name#}} rides {{#start.model#}}, {{#start.km#}} km.',
              },
            },
          ],
          edges: [{ source: 'start', sourceHandle: 'source', target: 'answer' }],
        },
      }),
    ],
  });
}
