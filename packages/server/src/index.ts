export { createDifyHandler, type DifyHandler } from './handler.ts';
export type { VisitorOptions } from './identity/visitor-cookie.ts';
export type { HandlerLimits } from './limits/limits.ts';
export type { Operation, Preset } from './operations.ts';
export type {
  AppOptions,
  AuthorizeRequest,
  Detail,
  DetailFor,
  DetailRequest,
  DifyHandlerOptions,
  Identify,
  RemoteURLHosts,
} from './options.ts';
