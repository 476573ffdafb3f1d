/**
 * A number about the handler, named as OpenTelemetry names such things, so that it can go on to any collector.
 *
 * - `http.server.request.duration`: one answer, from the request to its headers. Seconds.
 * - `dify.run.duration`: one answer of an app, from the request to its last event. Seconds.
 * - `dify.run.active`: how many answers of apps this process reads just now.
 * - `dify.store.reachable`: 0 when a store of several processes goes away, 1 when it is back. `dify.store` names it.
 */
export interface Metric {
  readonly name: 'http.server.request.duration' | 'dify.run.duration' | 'dify.run.active' | 'dify.store.reachable';
  readonly value: number;
  /** `s` for seconds, `1` for a count. */
  readonly unit: 's' | '1';
  /** E.g. `http.request.method`, `http.response.status_code`, `dify.app`, `dify.operation`, `error.type`. */
  readonly attributes: Readonly<Record<string, string | number>>;
}

/** Takes metrics. What it throws is dropped: counting never fails a request. */
export type OnMetric = (metric: Metric) => void;
