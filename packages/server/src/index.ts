export { createDifyHandler, type DifyHandler } from './handler.ts';
export type { VisitorOptions } from './identity/visitor-cookie.ts';
export type { HandlerLimits } from './limits/limits.ts';
export type { AppOptions, AuthorizeRequest, Detail, DifyHandlerOptions, Identify } from './options.ts';
