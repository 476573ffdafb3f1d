export { createDifyHandler, type DifyHandler } from './handler.ts';
export type { RunLimits } from './hub/run-limits.ts';
export type { RunLog } from './hub/run-log.ts';
export type { VisitorOptions } from './identity/visitor-cookie.ts';
export { createKnowledgeHandler, type KnowledgeHandler } from './knowledge/knowledge-handler.ts';
export type { KnowledgeOperation, KnowledgePreset, KnowledgeSwitch } from './knowledge/knowledge-operations.ts';
export type {
  AllowedDatasets,
  AllowedOperations,
  AuthorizeKnowledge,
  KnowledgeHandlerOptions,
  KnowledgePerson,
} from './knowledge/knowledge-options.ts';
export type { HandlerLimits } from './limits/limits.ts';
export type { RateStore } from './limits/rate-store.ts';
export type { Operation, Preset } from './operations.ts';
export type { CloseOptions } from './ops/closing.ts';
export type { Metric, OnMetric } from './ops/metric.ts';
export type {
  AppOptions,
  AuthorizeRequest,
  Detail,
  DetailFor,
  DetailRequest,
  DifyHandlerOptions,
  Identify,
  RateLimitOptions,
  RemoteURLHosts,
  RunOptions,
} from './options.ts';
