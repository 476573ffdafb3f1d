import type { AppDefinition } from '../../app-definition.ts';
import { languageOf } from '../../knowledge/language.ts';
import { extractive } from '../../model/extractive.ts';
import { handbookLibrary } from './handbook.ts';

const questions = [
  'Why does E-214 appear since firmware 5.2?',
  'What are the torque values from 2025?',
  'Is my battery still under warranty?',
  'How do I prepare the battery for winter?',
];

/** The support assistant of an e-bike maker: quotes a handbook of some fifty pages, and files that people bring. */
export function supportApp(): AppDefinition {
  return {
    key: 'app-support',
    info: {
      name: 'Velo Nord Help',
      description: 'Answers from the handbooks of the e-bike maker Velo Nord.',
      tags: ['support'],
      mode: 'chat',
      author_name: 'Velo Nord',
    },
    parameters: {
      opening_statement:
        '# What can we fix today?\n\nI look things up in the handbook of every Velo Nord since 2019 and quote what it says. Name your model, or add a file of your own.',
      suggested_questions: questions,
      suggested_questions_after_answer: { enabled: true },
      speech_to_text: { enabled: false },
      text_to_speech: { enabled: false, voice: '', language: '' },
      retriever_resource: { enabled: true },
      annotation_reply: { enabled: false },
      more_like_this: { enabled: false },
      user_input_form: [],
      sensitive_word_avoidance: { enabled: false },
      file_upload: {
        enabled: true,
        image: { enabled: false, number_limits: 3, detail: 'high', transfer_methods: ['remote_url', 'local_file'] },
        allowed_file_types: ['document'],
        allowed_file_extensions: ['.TXT', '.MD', '.MARKDOWN', '.CSV', '.HTML', '.HTM', '.PDF'],
        allowed_file_upload_methods: ['local_file'],
        number_limits: 5,
      },
      system_parameters: {
        image_file_size_limit: 10,
        video_file_size_limit: 100,
        audio_file_size_limit: 50,
        file_size_limit: 15,
        workflow_file_upload_limit: 10,
      },
    },
    meta: { tool_icons: {} },
    site: {
      title: 'Velo Nord Help',
      chat_color_theme: null,
      chat_color_theme_inverted: false,
      icon_type: 'emoji',
      icon: 'bike',
      icon_background: '#1C232B',
      description: 'Answers from the handbook, with the page they come from.',
      copyright: null,
      privacy_policy: null,
      input_placeholder: 'Ask about your bike',
      custom_disclaimer: 'Answers come from the Velo Nord handbook. Check torque values before you ride.',
      default_language: 'en-US',
      show_workflow_steps: false,
      use_icon_as_answer_icon: false,
      icon_url: null,
    },
    model: (request) => extractive(handbookLibrary(), { starters: { en: questions } })(request),
    title,
  };
}

/** A question's own words as a title: without its opening, cut at a word. */
function title(query: string): string {
  const words = query
    .trim()
    .split('\n')[0]
    ?.replace(/[?？。.!！]+$/u, '')
    .replace(
      /^(?:please |can you |could you |tell me |how do i |how can i |what is |what are |which |where (?:is|are) )(?:the )?/i,
      '',
    );
  const short = words === undefined || words === '' ? query.trim() : words;
  const limit = languageOf(short) === 'en' ? 44 : 22;
  const cut = short.length <= limit ? short : `${short.slice(0, limit).replace(/\s+\S*$/, '')}…`;
  return cut.charAt(0).toUpperCase() + cut.slice(1);
}
