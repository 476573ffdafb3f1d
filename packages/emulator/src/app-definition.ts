import type { AppInfo, AppMeta, AppParameters, AppSite } from '@dify-oapi/core';
import type { Model } from './model/model.ts';

/** A chat app of the emulator: what it tells of itself, and what answers. */
export interface AppDefinition {
  /** The key that opens it, e.g. `app-support`. */
  key: string;
  info: AppInfo;
  parameters: AppParameters;
  meta: AppMeta;
  site: AppSite;
  model: Model;
  /** A conversation's title from its first question. @default the question's own words */
  title?: (query: string) => string;
}
