import { isBusy } from '@dify-oapi/core';
import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useConversationVariables } from '../../hooks/knowledge/use-app-data.ts';
import { refusedOperations } from '../../hooks/refused-operations.ts';
import { useChatSelector } from '../../hooks/use-chat-selector.ts';
import { useIsRefused } from '../../hooks/use-is-refused.ts';
import { useUpdateConversationVariable } from '../../hooks/use-update-conversation-variable.ts';
import { useDify } from '../../provider/use-dify.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { useLocale } from '../../provider/use-locale.ts';
import { Button } from '../button/button.tsx';
import { Callout } from '../callout/callout.tsx';
import { Icon } from '../icon/icon.tsx';
import { NoVariables } from './no-variables.tsx';
import { VariableRow } from './variable-row.tsx';

/** From so many rows on, one can search. */
const searchFrom = 8;

/** The variables of a conversation by name, read again whenever an answer has ended. */
export function VariableList({ id }: { id: string }) {
  const labels = useLabels();
  const locale = useLocale();
  const [query, setQuery] = useState('');
  const { data, error, isPending, refetch } = useConversationVariables(id, { limit: 100 });
  const update = useUpdateConversationVariable(id);
  const dify = useDify();
  useEffect(() => refusedOperations(dify).note(error), [dify, error]);
  const isRefused = useIsRefused('GET /conversations/{conversation_id}/variables');
  const isFixed = useIsRefused('PUT /conversations/{conversation_id}/variables/{variable_id}');
  const isAnswering = useChatSelector(isBusy);
  const wasAnswering = useRef(isAnswering);
  useEffect(() => {
    if (wasAnswering.current && !isAnswering) void refetch();
    wasAnswering.current = isAnswering;
  }, [isAnswering, refetch]);

  // Dify keeps no order between them.
  const { compare } = new Intl.Collator(locale, { numeric: true });
  const rows = [...(data?.rows ?? [])].sort((one, other) => compare(one.name, other.name));
  const wanted = query.trim().toLocaleLowerCase(locale);
  const found = rows.filter(({ name }) => name.toLocaleLowerCase(locale).includes(wanted));

  return (
    <>
      {rows.length >= searchFrom && (
        <div data-dify="search" data-quiet="">
          <Icon as={Search} />
          <input
            data-dify="input"
            type="search"
            aria-label={labels.searchVariables}
            placeholder={labels.search}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
        </div>
      )}
      {isPending && <span data-dify="skeleton" aria-hidden="true" />}
      {error !== null && data === undefined && (
        <Callout
          tone="danger"
          role="alert"
          title={labels.variablesFailed}
          action={
            !isRefused && (
              <Button size="sm" onClick={() => void refetch()}>
                {labels.tryAgain}
              </Button>
            )
          }
        />
      )}
      {data !== undefined && rows.length === 0 && <NoVariables />}
      {rows.length > 0 && found.length === 0 && (
        <p data-dify="list-note" role="status">
          {labels.noVariableFound(query.trim())}
        </p>
      )}
      <ul aria-label={labels.variables} aria-busy={isPending || undefined}>
        {found.map((variable) => (
          <VariableRow
            key={variable.id}
            variable={variable}
            isFixed={isFixed}
            onChange={(value) => update.mutateAsync({ variable_id: variable.id, value })}
          />
        ))}
      </ul>
    </>
  );
}
