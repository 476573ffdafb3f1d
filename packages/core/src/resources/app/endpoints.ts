import { type Endpoint, endpoint } from '../../endpoint.ts';
import {
  type AppInfo,
  type AppMeta,
  type AppParameters,
  type AppSite,
  appInfoSchema,
  appMetaSchema,
  appParametersSchema,
  appSiteSchema,
  type NoInput,
  noInputSchema,
} from './schemas.ts';

const about = { method: 'GET', payload: 'query', user: 'none', input: noInputSchema } as const;

/**
 * Tells the app's name, description and mode.
 *
 * @see https://docs.dify.ai/api-reference/applications/get-app-info
 */
export const info: Endpoint<NoInput, AppInfo> = endpoint({
  ...about,
  operationId: 'getChatAppInfo',
  path: '/info',
  output: appInfoSchema,
});

/**
 * Tells the opening line, starter questions, switches, form and limits.
 *
 * @throws APIError with code `app_unavailable` when the app is not published.
 * @see https://docs.dify.ai/api-reference/applications/get-app-parameters
 */
export const parameters: Endpoint<NoInput, AppParameters> = endpoint({
  ...about,
  operationId: 'getChatAppParameters',
  path: '/parameters',
  output: appParametersSchema,
});

/**
 * Tells the icons of the app's tools.
 *
 * @see https://docs.dify.ai/api-reference/applications/get-app-meta
 */
export const meta: Endpoint<NoInput, AppMeta> = endpoint({
  ...about,
  operationId: 'getChatAppMeta',
  path: '/meta',
  output: appMetaSchema,
});

/**
 * Tells the title, icon, colours and small print.
 *
 * @throws PermissionDeniedError when the app has no web page settings.
 * @see https://docs.dify.ai/api-reference/applications/get-app-webapp-settings
 */
export const site: Endpoint<NoInput, AppSite> = endpoint({
  ...about,
  operationId: 'getChatWebAppSettings',
  path: '/site',
  output: appSiteSchema,
});
