import type { AppDefinition } from '../../app-definition.ts';
import { defineApp } from '../../define-app.ts';
import { extractive } from '../../model/extractive.ts';
import { handbookId } from './handbook-knowledge.ts';

/** Writes an answer to a customer's letter, from the handbook. */
export function replyWriter(): AppDefinition {
  return defineApp({
    key: 'app-reply-writer',
    name: 'Reply writer',
    mode: 'completion',
    description: 'Drafts the answer to a letter.',
    model: extractive(),
    prompt: 'Answer this letter in a {{tone}} tone:\n{{query}}',
    datasets: { ids: [handbookId], top_k: 4 },
    parameters: {
      more_like_this: { enabled: true },
      user_input_form: [
        { paragraph: { label: 'Letter', variable: 'query', required: true, default: '' } },
        {
          select: {
            label: 'Tone',
            variable: 'tone',
            required: false,
            options: ['friendly', 'formal', 'short'],
            default: '',
          },
        },
      ],
    },
  });
}
