import type { AppInfo, AppMeta, AppParameters, AppSite, DifyClient } from '@dify-oapi/core';
import { getChatAppInfo, getChatAppMeta, getChatAppParameters, getChatWebAppSettings } from '@dify-oapi/core/endpoints';
import { queryOptions } from '@tanstack/react-query';
import { scopedKey } from './scoped-key.ts';

/** What an app says about itself. What it does not tell is `null`. */
export interface AppConfig {
  readonly info: AppInfo;
  readonly parameters: AppParameters;
  readonly site: AppSite | null;
  readonly meta: AppMeta | null;
}

/** Name, opening line, switches, limits and looks of the app, read once. */
export function appConfigQuery(dify: DifyClient) {
  return queryOptions({
    queryKey: [...scopedKey(dify, getChatAppInfo, {}), 'config'],
    async queryFn({ signal }): Promise<AppConfig> {
      const [info, parameters, site, meta] = await Promise.all([
        dify.request(getChatAppInfo, {}, { signal }),
        dify.request(getChatAppParameters, {}, { signal }),
        dify.request(getChatWebAppSettings, {}, { signal }).catch(() => null),
        dify.request(getChatAppMeta, {}, { signal }).catch(() => null),
      ]);
      return { info, parameters, site, meta };
    },
    staleTime: 5 * 60_000,
    retry: false,
  });
}
