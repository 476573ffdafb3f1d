import type { Metric, OnMetric } from './metric.ts';

/** Takes metrics for an operator who may have asked for none, and whose code may fail. */
export function safely(onMetric: OnMetric | undefined): OnMetric {
  return (metric: Metric) => {
    try {
      onMetric?.(metric);
    } catch {
      // An operator's counter must not fail a visitor's request.
    }
  };
}
