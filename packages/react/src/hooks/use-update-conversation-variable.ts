import type { ConversationVariable, UpdateConversationVariable } from '@dify-oapi/core';
import { conversations } from '@dify-oapi/core/endpoints';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useDify } from '../provider/use-dify.ts';
import { listFilter } from '../queries/list-filter.ts';
import { patchRows } from '../queries/patch-rows.ts';
import { scopedKey } from '../queries/scoped-key.ts';
import { inTurn } from './knowledge/in-turn.ts';
import { refusedOperations } from './refused-operations.ts';

/** What `useUpdateConversationVariable` takes. */
export interface ConversationVariableChange extends Pick<UpdateConversationVariable, 'value' | 'variable_id'> {}

/**
 * Changes a variable that a chatflow keeps for a conversation. The value shows at once in every list of
 * `useConversationVariables`, and goes back when Dify refuses. Changes of one variable go one after the other.
 */
export function useUpdateConversationVariable(conversation_id: string) {
  const dify = useDify();
  const client = useQueryClient();
  const lists = scopedKey(dify, conversations.variables, { conversation_id });
  const mutationKey = [...lists, 'write'];
  return useMutation({
    mutationKey,
    mutationFn: ({ variable_id, value }: ConversationVariableChange) =>
      inTurn(dify, variable_id, () =>
        dify.request(conversations.updateVariable, { conversation_id, variable_id, value }),
      ),
    async onMutate({ variable_id, value }) {
      await client.cancelQueries(listFilter(lists));
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      return patchRows<ConversationVariable>(client, { lists }, [variable_id], () => ({ value: text }));
    },
    onError(error, _change, undo) {
      undo?.();
      refusedOperations(dify).note(error);
    },
    // Another change of the same variable may be on its way: what is shown is the last one.
    onSuccess(answer, { variable_id }) {
      if (client.isMutating({ mutationKey }) <= 1) {
        patchRows<ConversationVariable>(client, { lists }, [variable_id], () => answer);
      }
    },
    async onSettled() {
      if (client.isMutating({ mutationKey }) <= 1) await client.invalidateQueries(listFilter(lists));
    },
  });
}
