import { endpoint } from '../../endpoint.ts';
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

/**
 * Tells the app's name, description and mode.
 *
 * @see https://docs.dify.ai/en/api-reference/applications/get-app-info
 */
export const info = endpoint<NoInput, AppInfo>({
  operationId: 'getChatAppInfo',
  method: 'GET',
  path: '/info',
  payload: 'query',
  user: 'none',
  input: noInputSchema,
  output: appInfoSchema,
});

/**
 * Tells the opening line, starter questions, switches, form and limits.
 *
 * @throws BadRequestError with code `app_unavailable` when the app is not set up or published, `agent_not_published`.
 * @see https://docs.dify.ai/en/api-reference/applications/get-app-parameters
 */
export const parameters = endpoint<NoInput, AppParameters>({
  operationId: 'getChatAppParameters',
  method: 'GET',
  path: '/parameters',
  payload: 'query',
  user: 'none',
  input: noInputSchema,
  output: appParametersSchema,
});

/**
 * Tells the icons of the app's tools.
 *
 * @see https://docs.dify.ai/en/api-reference/applications/get-app-meta
 */
export const meta = endpoint<NoInput, AppMeta>({
  operationId: 'getChatAppMeta',
  method: 'GET',
  path: '/meta',
  payload: 'query',
  user: 'none',
  input: noInputSchema,
  output: appMetaSchema,
});

/**
 * Tells the title, icon, colours and small print.
 *
 * @throws PermissionDeniedError when the app has no web page settings.
 * @see https://docs.dify.ai/en/api-reference/applications/get-app-webapp-settings
 */
export const site = endpoint<NoInput, AppSite>({
  operationId: 'getChatWebAppSettings',
  method: 'GET',
  path: '/site',
  payload: 'query',
  user: 'none',
  input: noInputSchema,
  output: appSiteSchema,
});
