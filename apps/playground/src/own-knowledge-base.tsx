import type { Dataset } from '@dify-oapi/core';
import {
  useDeleteDocuments,
  useDocumentStatus,
  useDocuments,
  useDocumentUpload,
  useRetrieval,
} from '@dify-oapi/react/knowledge';
import { type DragEvent, useState } from 'react';
import { Failure, none } from './own-knowledge.tsx';

/** How files are cut and indexed. */
const settings = { indexing_technique: 'economy', process_rule: { mode: 'automatic' } } as const;

/** One knowledge base: files go in, documents are listed, passages are found. */
export function OwnKnowledgeBase({ base, onDelete }: { base: Dataset; onDelete: () => void }) {
  const [isSure, setSure] = useState(false);
  return (
    <section aria-labelledby="base-title">
      <header>
        <h2 id="base-title" dir="auto">
          {base.name}
        </h2>
        {isSure ? (
          <>
            <button type="button" onClick={onDelete}>
              Delete with all documents
            </button>
            <button type="button" onClick={() => setSure(false)}>
              Keep
            </button>
          </>
        ) : (
          <button type="button" onClick={() => setSure(true)}>
            Delete knowledge base
          </button>
        )}
      </header>
      <Uploads dataset_id={base.id} />
      <Documents dataset_id={base.id} />
      <Search dataset_id={base.id} />
    </section>
  );
}

function Uploads({ dataset_id }: { dataset_id: string }) {
  const { items, add, cancel, clear, retry } = useDocumentUpload(dataset_id, { data: settings });
  const drop = (event: DragEvent) => {
    event.preventDefault();
    add(event.dataTransfer.files);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the field inside is the first.
    <div className="own-uploads" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <label>
        Add files
        <input
          type="file"
          multiple
          onChange={({ currentTarget }) => {
            add(currentTarget.files ?? []);
            currentTarget.value = '';
          }}
        />
      </label>
      <ul aria-label="Uploads" aria-live="polite">
        {items.map(({ id, name, status, stage, progress, isStalled, error }) => (
          <li key={id}>
            <span dir="auto">{name}</span> <small>{isStalled ? 'stalled' : (stage ?? status)}</small>
            {(status === 'uploading' || status === 'indexing') && (
              <progress
                aria-label={`${name}: ${stage ?? status}`}
                {...(progress === null ? {} : { value: progress })}
              />
            )}
            {status === 'uploading' && (
              <button type="button" aria-label={`Cancel ${name}`} onClick={() => cancel(id)}>
                Cancel
              </button>
            )}
            {(status === 'failed' || status === 'canceled') && (
              <button type="button" aria-label={`Upload ${name} again`} onClick={() => retry(id)}>
                Again
              </button>
            )}
            <Failure error={error} />
          </li>
        ))}
      </ul>
      {items.length > 0 && (
        <button type="button" onClick={clear}>
          Clear the list
        </button>
      )}
    </div>
  );
}

function Documents({ dataset_id }: { dataset_id: string }) {
  const { data, error } = useDocuments(dataset_id, { limit: 50 });
  const status = useDocumentStatus(dataset_id);
  const remove = useDeleteDocuments(dataset_id);
  const failed = remove.items.find((item) => item.status === 'failed');
  return (
    <div>
      <h3>Documents</h3>
      <Failure error={status.error ?? failed?.error ?? error} />
      {data?.data.length === 0 && <p>None yet.</p>}
      <ul aria-label="Documents">
        {data?.data.map(({ id, name, display_status, enabled }) => (
          <li key={id}>
            <span dir="auto">{name}</span> <small>{display_status}</small>
            <button
              type="button"
              aria-label={`${enabled ? 'Disable' : 'Enable'} ${name}`}
              onClick={() => status.mutate({ action: enabled ? 'disable' : 'enable', document_ids: [id] })}
            >
              {enabled ? 'Disable' : 'Enable'}
            </button>
            <button type="button" aria-label={`Delete ${name}`} onClick={() => void remove.run([id]).catch(none)}>
              Delete
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Search({ dataset_id }: { dataset_id: string }) {
  const { answer, error, isPending, run, search } = useRetrieval(dataset_id);
  return (
    <div>
      <h3>Search</h3>
      <form action={(form) => void search({ query: String(form.get('query')) })}>
        <input name="query" aria-label="Query" placeholder="Words of a passage" maxLength={250} required />
        <button type="submit">Search</button>
      </form>
      <Failure error={error} />
      <ol aria-label="Passages" aria-busy={isPending}>
        {answer?.records.map(({ segment, score }, index) => (
          <li key={segment?.id ?? index}>
            <p dir="auto">{segment?.content}</p>
            <small>{`${segment?.document?.name}${typeof score === 'number' ? ` · ${score.toFixed(2)}` : ''}`}</small>
          </li>
        ))}
      </ol>
      <p role="status">
        {run?.status === 'success' && answer ? `${answer.records.length} found in ${run.tookMs} ms` : ''}
      </p>
    </div>
  );
}
