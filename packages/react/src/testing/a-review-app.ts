import { createEmulator, defineApp, type Emulator, type EmulatorOptions, reply } from '@dify-oapi/emulator';

/** A chatflow that asks a person before it goes on. */
export function aReviewApp(options: Omit<EmulatorOptions, 'apps'> = {}): Emulator {
  return createEmulator({
    ...options,
    apps: [
      defineApp({
        key: 'app-support',
        mode: 'advanced-chat',
        model: reply('x'),
        workflow: {
          nodes: [
            { id: 'start', data: { type: 'start', title: 'Start', variables: [] } },
            { id: 'before', data: { type: 'answer', title: 'Before', answer: 'The slot is free. ' } },
            {
              id: 'review',
              data: {
                type: 'human-input',
                title: 'Book the slot',
                delivery_methods: [{ type: 'webapp', enabled: true }],
                form_content: 'Thursday, 08:30.\n\n{{#$output.note#}}',
                inputs: [{ type: 'paragraph', output_variable_name: 'note', default: { type: 'constant', value: '' } }],
                user_actions: [
                  { id: 'book', title: 'Book it', button_style: 'primary' },
                  { id: 'other', title: 'Other time' },
                ],
                timeout: 1,
                timeout_unit: 'hour',
              },
            },
            { id: 'after', data: { type: 'answer', title: 'After', answer: 'Booked. {{#review.note#}}' } },
          ],
          edges: [
            { source: 'start', sourceHandle: 'source', target: 'before' },
            { source: 'before', sourceHandle: 'source', target: 'review' },
            { source: 'review', sourceHandle: 'book', target: 'after' },
          ],
        },
      }),
    ],
  });
}
