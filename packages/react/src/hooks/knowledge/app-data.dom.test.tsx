import { chat, messages } from '@dify-oapi/core/endpoints';
import { QueryClient } from '@tanstack/react-query';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { describe, expect, it } from 'vitest';
import { DifyProvider } from '../../provider/dify-provider.tsx';
import { anEmulator } from '../../testing/an-emulator.ts';
import { difyOn } from '../../testing/dify-on.ts';
import { useAnnotationMutations } from './use-annotation-mutations.ts';
import {
  useAnnotationReplyJob,
  useAnnotations,
  useConversationVariables,
  useFeedbacks,
  useInfiniteAnnotations,
} from './use-app-data.ts';

function surroundings() {
  const emulator = anEmulator();
  const dify = difyOn(emulator);
  const client = new QueryClient();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <DifyProvider dify={dify} queryClient={client}>
      {children}
    </DifyProvider>
  );
  return { dify, emulator, wrapper };
}

describe('useAnnotationMutations', () => {
  it('adds, changes and deletes', async () => {
    const { wrapper } = surroundings();
    const { result } = renderHook(() => ({ list: useAnnotations(), write: useAnnotationMutations() }), { wrapper });
    const shown = () => result.current.list.data?.data.map(({ question, answer }) => `${question} ${answer}`);
    await waitFor(() => expect(shown()).toEqual([]));
    const { id } = await act(() => result.current.write.create.mutateAsync({ question: 'When?', answer: 'At nine.' }));
    await waitFor(() => expect(shown()).toEqual(['When? At nine.']));
    await act(() =>
      result.current.write.update.mutateAsync({ annotation_id: id, question: 'When?', answer: 'At ten.' }),
    );
    await waitFor(() => expect(shown()).toEqual(['When? At ten.']));
    await act(() => result.current.write.remove.mutateAsync(id));
    await waitFor(() => expect(shown()).toEqual([]));
  });

  it('puts back what Dify does not delete', async () => {
    const { wrapper, emulator } = surroundings();
    const { result } = renderHook(() => ({ list: useInfiniteAnnotations(), write: useAnnotationMutations() }), {
      wrapper,
    });
    const { id } = await act(() => result.current.write.create.mutateAsync({ question: 'When?', answer: 'At nine.' }));
    await waitFor(() => expect(result.current.list.data?.rows).toHaveLength(1));
    emulator.faults.status = 500;
    act(() => result.current.write.remove.mutate(id));
    await waitFor(() => expect(result.current.write.remove.isError).toBe(true));
    await waitFor(() => expect(result.current.list.data?.rows).toHaveLength(1));
  });

  it('starts a job that is followed to its end', async () => {
    const { wrapper } = surroundings();
    const write = renderHook(() => useAnnotationMutations(), { wrapper });
    const { job_id } = await act(() =>
      write.result.current.configureReply.mutateAsync({
        action: 'enable',
        score_threshold: 0.9,
        embedding_provider_name: 'p',
        embedding_model_name: 'm',
      }),
    );
    const { result } = renderHook(() => useAnnotationReplyJob({ action: 'enable', job_id }), { wrapper });
    await waitFor(() => expect(result.current.data?.job_status).toBe('completed'), { timeout: 5000 });
  });
});

describe('useFeedbacks', () => {
  it('lists the ratings of all answers, and asks on until a page is empty', async () => {
    const { wrapper, dify } = surroundings();
    const { message_id } = await dify.request(chat.send, { query: 'Which torque?', inputs: {} });
    await dify.request(messages.feedback, { message_id, rating: 'like' });
    const { result } = renderHook(() => useFeedbacks(), { wrapper });
    await waitFor(() => expect(result.current.data?.rows.map(({ rating }) => rating)).toEqual(['like']));
    expect(result.current.hasNextPage).toBe(true);
    await act(() => result.current.fetchNextPage());
    await waitFor(() => expect(result.current.hasNextPage).toBe(false));
    expect(result.current.data?.rows).toHaveLength(1);
  });
});

describe('useConversationVariables', () => {
  it('lists what is kept for a conversation', async () => {
    const { wrapper, dify } = surroundings();
    const { conversation_id } = await dify.request(chat.send, { query: 'Which torque?', inputs: {} });
    const { result } = renderHook(() => useConversationVariables(conversation_id), { wrapper });
    await waitFor(() => expect(result.current.data?.rows).toEqual([]));
    expect(result.current.hasNextPage).toBe(false);
  });
});
