import type { AppDefinition } from '../../app-definition.ts';
import { defineApp } from '../../define-app.ts';
import { extractive } from '../../model/extractive.ts';
import { edges, model, node } from './graph.ts';
import { handbookId } from './handbook-knowledge.ts';

/** A chatflow: sorts what is asked, answers from the handbook, and lets a person decide about claims. */
export function serviceDesk(): AppDefinition {
  return defineApp({
    key: 'app-service-desk',
    name: 'Service desk',
    mode: 'advanced-chat',
    description: 'Answers from the handbook; a colleague decides about warranty claims.',
    model: extractive(),
    parameters: {
      opening_statement: 'Hello! Ask about your bike, or tell me what broke.',
      suggested_questions: ['How do I store the battery in winter?', 'I want to make a warranty claim for my motor'],
      suggested_questions_after_answer: { enabled: true },
    },
    workflow: {
      nodes: [
        node('start', { type: 'start', title: 'Start', variables: [] }),
        node('sort', {
          type: 'question-classifier',
          title: 'What is it about?',
          model,
          query_variable_selector: ['sys', 'query'],
          classes: [
            { id: '1', name: 'a question: how to use, store, charge or service a bike' },
            { id: '2', name: 'a warranty claim, a refund, a broken part, a complaint' },
          ],
        }),
        node('review', {
          type: 'human-input',
          title: 'Decide about the claim',
          delivery_methods: [{ id: 'web', type: 'webapp', enabled: true, config: {} }],
          form_content:
            'The customer writes:\n\n{{#sys.query#}}\n\nNote: {{#$output.note#}}\n\nPart: {{#$output.part#}}\n',
          inputs: [
            {
              type: 'paragraph',
              output_variable_name: 'note',
              default: { type: 'constant', value: 'Covered by the warranty.', selector: [] },
            },
            {
              type: 'select',
              output_variable_name: 'part',
              option_source: { type: 'constant', value: ['motor', 'battery', 'frame', 'other'], selector: [] },
            },
          ],
          user_actions: [
            { id: 'accept', title: 'Accept', button_style: 'primary' },
            { id: 'decline', title: 'Decline', button_style: 'default' },
          ],
          timeout: 36,
          timeout_unit: 'hour',
        }),
        node('accepted', {
          type: 'answer',
          title: 'Accepted',
          answer: 'Good news: we repair your {{#review.part#}} free of charge. {{#review.note#}}',
        }),
        node('declined', {
          type: 'answer',
          title: 'Declined',
          answer: 'We are sorry: this is not covered. {{#review.note#}}',
        }),
        node('late', {
          type: 'answer',
          title: 'Nobody decided',
          answer: 'Nobody could look at it yet. We will write to you.',
        }),
        node('search', {
          type: 'knowledge-retrieval',
          title: 'Handbook',
          query_variable_selector: ['sys', 'query'],
          dataset_ids: [handbookId],
          retrieval_mode: 'multiple',
          multiple_retrieval_config: { top_k: 4, score_threshold: null },
        }),
        node('write', {
          type: 'llm',
          title: 'Answer from the handbook',
          model,
          prompt_template: [
            { role: 'system', text: 'Answer from these pages:\n{{#context#}}' },
            { role: 'user', text: '{{#sys.query#}}' },
          ],
          context: { enabled: true, variable_selector: ['search', 'result'] },
          memory: { window: { enabled: true, size: 10 } },
        }),
        node('answered', { type: 'answer', title: 'Answer', answer: '{{#write.text#}}' }),
      ],
      edges: edges(
        'start -> sort:2 -> review:accept -> accepted',
        'review:decline -> declined',
        'review:__timeout -> late',
        'sort:1 -> search -> write -> answered',
      ),
    },
  });
}
