import type { AgentTool, AppDefinition } from '../../app-definition.ts';
import { defineApp } from '../../define-app.ts';
import { extractive } from '../../model/extractive.ts';
import { handbookId } from './handbook-knowledge.ts';

const text = { type: 'string' };

const tools: readonly AgentTool[] = [
  {
    name: 'order_status',
    label: { en_US: 'Order status', zh_Hans: '订单状态' },
    description: 'Tells where an order is: status of a delivery by its order number.',
    parameters: { type: 'object', properties: { order: text }, required: ['order'] },
    run: ({ order }) => ({ text: `Order ${order}: packed in Trondheim, leaves tomorrow.` }),
  },
  {
    name: 'book_workshop',
    label: { en_US: 'Book the workshop', zh_Hans: '预约维修' },
    description: 'Books an appointment in the workshop on a day.',
    parameters: { type: 'object', properties: { day: text }, required: ['day'] },
    run: ({ day }) => ({ text: `Booked: ${day}, 9:00, bay 2.` }),
  },
];

/** An agent that searches the handbook, knows orders and books the workshop. */
export function workshopAgent(): AppDefinition {
  return defineApp({
    key: 'app-workshop-agent',
    name: 'Workshop agent',
    mode: 'agent-chat',
    description: 'Looks up orders, books the workshop, and knows the handbook.',
    model: extractive(undefined, { thinking: 'tagged' }),
    prompt: 'You help customers of a bike workshop.',
    datasets: { ids: [handbookId], top_k: 4 },
    agent: { tools, maxIteration: 5 },
    parameters: {
      opening_statement: 'What can I do for you?',
      suggested_questions: ['Where is my order 1047?', 'Book the workshop for Friday'],
    },
  });
}
