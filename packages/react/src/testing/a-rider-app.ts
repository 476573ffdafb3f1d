import { createEmulator, defineApp, type Emulator, type EmulatorOptions, reply } from '@dify-oapi/emulator';
import { aWorld, conversationId } from './fixtures.ts';

/** A variable of the conversation with a chatflow, by its name. */
export interface SeededVariable {
  readonly value_type: string;
  readonly value: unknown;
  readonly description?: string;
}

/** What a bicycle shop's chatflow knows of a rider. */
const riderVariables: Readonly<Record<string, SeededVariable>> = {
  rider_height: { value_type: 'number', value: 172, description: 'In centimetres' },
  name: { value_type: 'string', value: 'Ingrid' },
  notes: { value_type: 'string', value: '' },
  child_seat: { value_type: 'boolean', value: true, description: 'Whether a child rides along' },
  bikes: { value_type: 'array[string]', value: ['Strand 2', "Fjell 3 'Cargo'"] },
  order: {
    value_type: 'object',
    value: { number: 'VN-20417', frame: 'M', parts: [{ name: 'Wide rack bar', count: 1 }], isPaid: true, note: null },
  },
  receipt: { value_type: 'array[file]', value: [] },
};

/** A chatflow that has one conversation, `conversationId(0)`, in which it keeps variables. */
export function aRiderApp(
  variables: Readonly<Record<string, SeededVariable>> = riderVariables,
  options: Omit<EmulatorOptions, 'apps' | 'snapshot'> = {},
): Emulator {
  const at = Date.UTC(2026, 10, 22, 12) / 1000;
  const conversation = conversationId(0);
  const turns = [{ query: 'I am 172 cm. Which frame?', answer: 'Take the **M frame**: it fits 166 to 178 cm.' }];
  return createEmulator({
    ...options,
    snapshot: {
      ...aWorld([{ name: 'Which frame fits me', turns }]),
      conversationVariables: Object.entries(variables).map(([name, { description = '', ...variable }], index) => ({
        ...variable,
        id: `${conversation}/11111111-1111-4111-8111-${String(index).padStart(12, '0')}`,
        app: 'app-support',
        conversation_id: conversation,
        name,
        description,
        created_at: at,
        updated_at: at,
      })),
    },
    apps: [
      defineApp({
        key: 'app-support',
        mode: 'advanced-chat',
        name: 'Velo Nord Help',
        model: reply('Take the M frame.'),
        workflow: {
          nodes: [
            { id: 'start', data: { type: 'start', title: 'Start', variables: [] } },
            { id: 'end', data: { type: 'answer', title: 'Answer', answer: 'Take the M frame.' } },
          ],
          edges: [{ source: 'start', sourceHandle: 'source', target: 'end' }],
        },
      }),
    ],
  });
}
