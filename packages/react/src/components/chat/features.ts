import { createContext, use } from 'react';
import { useAppConfig } from '../../hooks/use-app-config.ts';
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
  | 'variables'
  | 'export';

/** What a host allows: `false` hides it; `true` and `'auto'` show it where the app can do it. */
export type Features = { readonly [Name in FeatureName]?: boolean | 'auto' | undefined };

/** What the host of the chat allows. */
export const FeaturesContext = createContext<Features>({});

/**
 * Whether something is offered here: the host has not hidden it, and the app says that it can do it. What an app does not
 * speak of it can do.
 */
export function useFeature(name: FeatureName): boolean {
  const wanted = use(FeaturesContext)[name];
  const config = useAppConfig().data;
  return wanted !== false && canDo(name, config);
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
