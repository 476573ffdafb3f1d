import { createChat } from '@dify-oapi/core';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { describe, expect, it } from 'vitest';
import { DifyProvider } from '../provider/dify-provider.tsx';
import { anEmulator } from '../testing/an-emulator.ts';
import { difyOn } from '../testing/dify-on.ts';
import { ChatProvider } from './chat-context.tsx';
import { useAttachments } from './use-attachments.ts';

function open() {
  const emulator = anEmulator();
  const dify = difyOn(emulator);
  const chat = createChat({ dify });
  const wrapper = ({ children }: { children: ReactNode }) => (
    <DifyProvider dify={dify}>
      <ChatProvider chat={chat}>{children}</ChatProvider>
    </DifyProvider>
  );
  return { emulator, ...renderHook(() => useAttachments(), { wrapper }) };
}

describe('useAttachments', () => {
  it('uploads what the app takes, refuses the rest before it goes anywhere, and hands over what is ready', async () => {
    const { result, emulator } = open();
    await waitFor(() => expect(result.current.limits.enabled).toBe(true));
    act(() => result.current.add([new File(['a,b'], 'log.csv'), new File(['x'], 'film.mov')]));
    expect(result.current.attachments.map(({ state }) => state)).toEqual(['uploading', 'refused']);
    await waitFor(() => expect(result.current.attachments[0]?.state).toBe('ready'));
    expect(emulator.snapshot().files.map(({ name }) => name)).toEqual(['log.csv']);
    let taken: readonly { name: string }[] = [];
    act(() => {
      taken = result.current.take();
    });
    expect(taken.map(({ name }) => name)).toEqual(['log.csv']);
    expect(result.current.attachments).toEqual([]);
  });

  it('keeps a failed upload and uploads it again on demand', async () => {
    const { result, emulator } = open();
    await waitFor(() => expect(result.current.limits.enabled).toBe(true));
    emulator.faults.status = 500;
    act(() => result.current.add([new File(['a,b'], 'log.csv')]));
    await waitFor(() => expect(result.current.attachments[0]?.state).toBe('failed'));
    act(() => result.current.retry(result.current.attachments[0]?.id ?? ''));
    await waitFor(() => expect(result.current.attachments[0]?.state).toBe('ready'));
  });
});
