import type { NodeScope } from './node-scope.ts';

/** An item of an agent's log that is still open. */
export interface OpenItem {
  readonly id: string;
  close(data: Readonly<Record<string, unknown>>, facts: Readonly<Record<string, unknown>>): void;
}

/** What an agent did, as it does it: each item is said when it opens and again when it closes. */
export function openLog({ emit, node, run }: NodeScope) {
  const closed = new Map<string, Record<string, unknown>>();
  /** Seconds of a clock that began with the process. */
  const clock = () => performance.now() / 1000;
  return {
    open(label: string, parentId: string | null, facts: Readonly<Record<string, unknown>>): OpenItem {
      const id = run.server.id();
      const { icon, icon_dark, ...rest } = facts;
      const icons = icon === undefined ? {} : { icon, icon_dark };
      const startedAt = clock();
      const say = (status: string, data: object, metadata: object) => {
        const item = { id, parent_id: parentId, error: null, status, data, label, metadata, node_id: node.id };
        emit('agent_log', {
          node_execution_id: node.id,
          id,
          label,
          parent_id: parentId,
          error: null,
          status,
          data,
          metadata,
          node_id: node.id,
        });
        closed.set(id, item);
      };
      say('start', {}, { ...rest, started_at: startedAt, ...icons });
      return {
        id,
        close(data, more) {
          const { currency, ...costs } = more;
          const metadata = {
            ...(currency === undefined ? {} : { currency }),
            elapsed_time: clock() - startedAt,
            finished_at: clock(),
            ...rest,
            started_at: startedAt,
            ...costs,
            ...icons,
          };
          say('success', data, metadata);
        },
      };
    },
    /** As the output `json` has them. */
    items: (): Record<string, unknown>[] => [...closed.values()],
    /** As `execution_metadata` has them. */
    entries: (): Record<string, unknown>[] =>
      [...closed.values()].map(({ data, error, id, label, metadata, node_id, parent_id, status }) => ({
        message_id: id,
        label,
        node_execution_id: node_id,
        parent_id,
        error,
        status,
        data,
        metadata,
        node_id,
      })),
  };
}
