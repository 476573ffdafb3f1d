import { documents } from '@dify-oapi/core/endpoints';
import { act, renderHook, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { knowledgeSurroundings } from '../../testing/knowledge-surroundings.tsx';
import { useDocumentDownload, useDocumentsZip } from './use-document-download.ts';
import { useReplaceDocumentFile, useReplaceDocumentText } from './use-document-mutations.ts';
import { useDocument } from './use-documents.ts';

const rule = { indexing_technique: 'economy', process_rule: { mode: 'automatic' } } as const;

describe('replacing a document', () => {
  it('keeps its id and its form', async () => {
    const { wrapper, dataset_id, dify } = await knowledgeSurroundings();
    const { document } = await dify.request(documents.createByText, {
      dataset_id,
      name: 'a.txt',
      text: 'Question: what? Answer: that.',
      doc_form: 'hierarchical_model',
      indexing_technique: 'economy',
      process_rule: {
        mode: 'hierarchical',
        rules: {
          pre_processing_rules: [],
          segmentation: { separator: '\n', max_tokens: 200 },
          parent_mode: 'paragraph',
          subchunk_segmentation: { separator: '.', max_tokens: 100 },
        },
      },
    });
    const one = renderHook(() => useDocument(dataset_id, document.id), { wrapper });
    await waitFor(() => expect(one.result.current.data?.doc_form).toBe('hierarchical_model'));
    const file = renderHook(() => useReplaceDocumentFile(dataset_id), { wrapper });
    await act(() =>
      file.result.current.mutateAsync({
        document_id: document.id,
        file: new File(['New words.'], 'b.txt', { type: 'text/plain' }),
      }),
    );
    await waitFor(() => expect(one.result.current.data?.name).toBe('b.txt'));
    expect(one.result.current.data?.doc_form).toBe('hierarchical_model');
    await dify.request(documents.list, { dataset_id });
    const text = renderHook(() => useReplaceDocumentText(dataset_id), { wrapper });
    await act(() => text.result.current.mutateAsync({ document_id: document.id, name: 'c.txt', text: 'Newer words.' }));
    await waitFor(() => expect(one.result.current.data?.name).toBe('c.txt'));
    expect(one.result.current.data?.doc_form).toBe('hierarchical_model');
  });
});

describe('downloads', () => {
  it('answer an address for one document and a ZIP for several', async () => {
    const { wrapper, dataset_id, dify } = await knowledgeSurroundings();
    const { document } = await dify.request(documents.createByFile, {
      dataset_id,
      file: new File(['Some words.'], 'a.txt', { type: 'text/plain' }),
      data: rule,
    });
    const { result } = renderHook(() => ({ one: useDocumentDownload(dataset_id), zip: useDocumentsZip(dataset_id) }), {
      wrapper,
    });
    expect((await act(() => result.current.one.mutateAsync(document.id))).url).toMatch(/^http/);
    const { blob, name } = await act(() => result.current.zip.mutateAsync([document.id]));
    expect(blob.size).toBeGreaterThan(0);
    expect(name).toMatch(/\.zip$/);
    expect(result.current.one.isSupported).toBe(true);
  });
});
