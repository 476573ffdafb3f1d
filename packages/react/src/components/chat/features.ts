import { createContext, use } from 'react';
import { useAppConfig } from '../../hooks/use-app-config.ts';
import { useIsRefused } from '../../hooks/use-is-refused.ts';
import type { AppConfig } from '../../queries/app-config-query.ts';

/** What a chat can offer beside asking and answering. */
export type FeatureName =
  | 'history'
  | 'attachments'
  | 'dictation'
  | 'readAloud'
  | 'feedback'
  | 'sources'
  | 'steps'
  | 'suggestions'
  | 'regenerate'
  | 'edit'
  | 'copy'
  | 'search'
  | 'rename'
  | 'delete'
  | 'variables'
  | 'export';

/**
 * What a host allows: `false` hides it; `'auto'` shows it where the app can do it and the server lets it through, `true` also
 * where the server has refused it before. @default 'auto'
 */
export type Features = { readonly [Name in FeatureName]?: boolean | 'auto' | undefined };

/** What the host of the chat allows. */
export const FeaturesContext = createContext<Features>({});

/** What a feature cannot do without, as errors name it. */
export const operations: { readonly [Name in FeatureName]?: string } = {
  history: 'GET /conversations',
  attachments: 'POST /files/upload',
  dictation: 'POST /audio-to-text',
  readAloud: 'POST /text-to-audio',
  feedback: 'POST /messages/{message_id}/feedbacks',
  rename: 'POST /conversations/{conversation_id}/name',
  delete: 'DELETE /conversations/{conversation_id}',
  variables: 'GET /conversations/{conversation_id}/variables',
};

/**
 * Whether something is offered here: the host has not hidden it, the app says that it can do it, and the server has not
 * refused it in this page. What an app does not speak of it can do.
 */
export function useFeature(name: FeatureName): boolean {
  const isLetThrough = useIsLetThrough(name);
  const config = useAppConfig().data;
  return isLetThrough && canDo(name, config);
}

/** Whether neither the host nor the server is against something, whatever the app can do. */
export function useIsLetThrough(name: FeatureName): boolean {
  const wanted = use(FeaturesContext)[name];
  const isRefused = useIsRefused(operations[name]);
  return wanted === true || (wanted !== false && !isRefused);
}

/** Whether an app can do something. While that is not known yet, what needs the app's word is not offered. */
function canDo(name: FeatureName, config: AppConfig | undefined): boolean {
  switch (name) {
    case 'attachments': {
      const upload = config?.parameters.file_upload;
      return upload?.enabled === true || upload?.image?.enabled === true;
    }
    case 'dictation':
      return config?.parameters.speech_to_text?.enabled === true;
    case 'readAloud':
      return config?.parameters.text_to_speech?.enabled === true;
    case 'steps':
      return config?.site?.show_workflow_steps !== false;
    case 'variables':
      return config?.info.mode === 'advanced-chat';
    default:
      return true;
  }
}
