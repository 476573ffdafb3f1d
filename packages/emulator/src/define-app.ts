import type { AppParameters, AppSite } from '@dify-oapi/core';
import type { AppDefinition } from './app-definition.ts';
import { reply } from './model/reply.ts';

/** The modes of apps. */
export type AppMode = 'chat' | 'agent-chat' | 'advanced-chat' | 'completion' | 'workflow' | 'agent';

/** What an app is made of; all but its key may be left out. */
export interface AppParts
  extends Partial<Omit<AppDefinition, 'key' | 'info' | 'parameters' | 'site'>>,
    Pick<AppDefinition, 'key'> {
  /** @default the key */
  name?: string;
  /** @default 'chat' */
  mode?: AppMode;
  description?: string;
  /** Laid over what an app has that was never configured. */
  parameters?: Partial<AppParameters>;
  /** Laid over the same. */
  site?: Partial<AppSite>;
}

/**
 * An app from its parts, the rest as a new app of Dify has it.
 *
 * @example defineApp({ key: 'app-hello', model: reply('Hello!') })
 */
export function defineApp({
  name,
  mode = 'chat',
  description = '',
  parameters,
  site,
  ...parts
}: AppParts): AppDefinition {
  const called = name ?? parts.key;
  const isWorkflow = mode === 'workflow' || mode === 'advanced-chat';
  return {
    meta: { tool_icons: {} },
    model: reply('Hello!'),
    ...parts,
    info: { name: called, description, tags: [], mode, author_name: 'Emulator' },
    parameters: {
      opening_statement: mode === 'completion' ? null : '',
      suggested_questions: [],
      suggested_questions_after_answer: { enabled: false },
      speech_to_text: { enabled: false },
      text_to_speech: isWorkflow
        ? { enabled: false, language: '', voice: '' }
        : { enabled: false, voice: '', language: '' },
      retriever_resource: { enabled: true },
      annotation_reply: { enabled: false },
      more_like_this: { enabled: false },
      user_input_form: [],
      sensitive_word_avoidance: { enabled: false },
      file_upload: isWorkflow ? workflowUpload : easyUpload,
      system_parameters: {
        image_file_size_limit: 10,
        video_file_size_limit: 100,
        audio_file_size_limit: 50,
        file_size_limit: 15,
        workflow_file_upload_limit: 10,
      },
      ...parameters,
    },
    site: {
      title: called,
      chat_color_theme: null,
      chat_color_theme_inverted: false,
      icon_type: 'emoji',
      icon: '🤖',
      icon_background: '#FFEAD5',
      description: null,
      copyright: null,
      privacy_policy: null,
      input_placeholder: null,
      custom_disclaimer: '',
      default_language: 'en-US',
      show_workflow_steps: true,
      use_icon_as_answer_icon: false,
      icon_url: null,
      ...site,
    },
  };
}

const easyUpload = {
  image: { enabled: false, number_limits: 3, detail: 'high', transfer_methods: ['remote_url', 'local_file'] },
};

const workflowUpload = {
  enabled: false,
  image: { enabled: false, number_limits: 3, transfer_methods: ['local_file', 'remote_url'] },
  allowed_file_types: ['image'],
  allowed_file_extensions: ['.JPG', '.JPEG', '.PNG', '.GIF', '.WEBP', '.SVG'],
  allowed_file_upload_methods: ['local_file', 'remote_url'],
  number_limits: 3,
};
