import { DifyError } from '@dify-oapi/core';
import { useCreateDataset, useDatasets, useDeleteDataset } from '@dify-oapi/react/knowledge';
import { useRef, useState } from 'react';
import { OwnKnowledgeBase } from './own-knowledge-base.tsx';

/** Searches by words: needs no embedding model. */
const byWords = {
  search_method: 'keyword_search',
  reranking_enable: false,
  top_k: 3,
  score_threshold_enabled: false,
} as const;

/** Knowledge bases of one's own: three hooks for the list, and the rest for the one that is open. */
export function OwnKnowledge() {
  const { data, error, isPending } = useDatasets({ limit: 100 });
  const create = useCreateDataset();
  const remove = useDeleteDataset();
  const [openId, setOpenId] = useState<string | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const bases = data?.data ?? [];
  const open = bases.find(({ id }) => id === openId);

  async function add(form: FormData) {
    const name = String(form.get('name')).trim();
    if (name === '') return;
    const made = await create
      .mutateAsync({ name, indexing_technique: 'economy', retrieval_model: byWords })
      .catch(none);
    if (made) setOpenId(made.id);
  }
  return (
    <div className="own-knowledge">
      <section aria-labelledby="bases-title">
        <h2 id="bases-title" ref={heading} tabIndex={-1}>
          Knowledge bases
        </h2>
        <form action={add}>
          <input name="name" aria-label="Name" placeholder="Name" maxLength={40} autoComplete="off" required />
          <button type="submit">Create</button>
        </form>
        <Failure error={create.error ?? remove.error ?? error} />
        {isPending && <p>Loading…</p>}
        {data && bases.length === 0 && <p>None yet. Create one, then add a text file.</p>}
        <ul>
          {bases.map(({ id, name, document_count }) => (
            <li key={id}>
              <button type="button" aria-pressed={id === openId} onClick={() => setOpenId(id)}>
                <span dir="auto">{name}</span>{' '}
                <small>{document_count === 1 ? '1 document' : `${document_count} documents`}</small>
              </button>
            </li>
          ))}
        </ul>
      </section>
      {open && (
        <OwnKnowledgeBase
          key={open.id}
          base={open}
          onDelete={async () => {
            const isGone = await remove.mutateAsync(open.id).then(() => true, none);
            if (isGone) heading.current?.focus();
          }}
        />
      )}
    </div>
  );
}

/** What went wrong, in the server's words. */
export function Failure({ error }: { error: Error | null | undefined }) {
  if (!error) return null;
  return <p role="alert">{error instanceof DifyError ? error.reason || error.code : error.message}</p>;
}

/** The mutation shows its error itself. */
export function none() {
  return undefined;
}
