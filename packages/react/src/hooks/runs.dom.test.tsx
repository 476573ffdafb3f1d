import { createEmulator, defineApp, type Emulator, type Profile, reply } from '@dify-oapi/emulator';
import { demoSeed } from '@dify-oapi/emulator/demo';
import { act, renderHook, waitFor } from '@testing-library/react';
import { type ReactNode, StrictMode } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { DifyProvider } from '../provider/dify-provider.tsx';
import { difyOn } from '../testing/dify-on.ts';
import { useCompletion } from './use-completion.ts';
import { useElapsed } from './use-elapsed.ts';
import { useWorkflowRun } from './use-workflow-run.ts';

interface ReportInputs {
  symptoms: string;
  model: string;
  review?: boolean;
}

interface ReportOutputs {
  report: string;
}

const inputs: ReportInputs = { symptoms: 'Error E-214 shows\nThe brakes squeal', model: 'Fjell 3' };

function writer(words: number): Emulator {
  const model = reply(Array.from({ length: words }, (_, at) => `w${at} `));
  const app = defineApp({ key: 'app-writer', name: 'Writer', mode: 'completion', model, prompt: '{{query}}' });
  return createEmulator({ apps: [app], pace: { firstMs: 0, pieceMs: 2 } });
}

function surroundings(emulator: Emulator, apiKey: string) {
  const asked: string[] = [];
  const dify = difyOn(
    {
      fetch(input, init) {
        const request = new Request(input, init);
        asked.push(`${request.method} ${new URL(request.url).pathname}`);
        return emulator.fetch(request);
      },
    },
    'u1',
    apiKey,
  );
  const wrapper = ({ children }: { children: ReactNode }) => (
    <StrictMode>
      <DifyProvider dify={dify}>{children}</DifyProvider>
    </StrictMode>
  );
  return { asked, wrapper };
}

beforeEach(() => sessionStorage.clear());

describe('useCompletion', () => {
  it('writes a text, and its verbs keep one identity', async () => {
    const { wrapper } = surroundings(writer(5), 'app-writer');
    const { result } = renderHook(() => useCompletion<{ query: string }>(), { wrapper });
    const { complete, stop, reset } = result.current;
    await act(async () => void (await complete({ query: 'Write' })));
    expect(result.current).toMatchObject({ status: 'ready', isBusy: false, text: 'w0 w1 w2 w3 w4 ' });
    expect(result.current).toMatchObject({ complete, stop, reset });
    expect(result.current.messageId).not.toBeNull();
  });

  it('S39 lets a text go on when the view goes away, and finds it again: asked once', async () => {
    const { wrapper, asked } = surroundings(writer(60), 'app-writer');
    const first = renderHook(() => useCompletion(), { wrapper });
    act(() => void first.result.current.complete({ query: 'Write' }));
    await waitFor(() => expect(first.result.current.text).not.toBe(''));
    first.unmount();
    const second = renderHook(() => useCompletion(), { wrapper });
    expect(second.result.current.text).toContain('w0');
    await waitFor(() => expect(second.result.current.outcome).toEqual({ type: 'complete' }), { timeout: 5000 });
    expect(second.result.current.text).toContain('w59');
    expect(asked.filter((call) => call === 'POST /v1/completion-messages')).toHaveLength(1);
  });

  it('keeps places of different names apart', async () => {
    const { wrapper } = surroundings(writer(3), 'app-writer');
    const { result } = renderHook(() => [useCompletion({ id: 'a' }), useCompletion({ id: 'b' })] as const, { wrapper });
    await act(async () => void (await result.current[0].complete({ query: 'Write' })));
    expect(result.current.map(({ text }) => text)).toEqual(['w0 w1 w2 ', '']);
  });

  it('S42 calls the listener of the latest render, without beginning anew', async () => {
    const { wrapper, asked } = surroundings(writer(20), 'app-writer');
    const early = vi.fn();
    const late = vi.fn();
    const { result, rerender } = renderHook(({ onFinish }) => useCompletion({ onFinish }), {
      wrapper,
      initialProps: { onFinish: early },
    });
    act(() => void result.current.complete({ query: 'Write' }));
    rerender({ onFinish: late });
    await waitFor(() => expect(late).toHaveBeenCalledOnce(), { timeout: 5000 });
    expect(early).not.toHaveBeenCalled();
    expect(asked.filter((call) => call.startsWith('POST'))).toHaveLength(1);
  });
});

describe('useWorkflowRun', () => {
  const demo = (profile: Profile = '1.14') => createEmulator({ ...demoSeed(), pace: 'instant', profile });

  it('runs with typed values and outputs, and shows the steps as a tree with their tries', async () => {
    const { wrapper } = surroundings(demo(), 'app-service-report');
    const { result } = renderHook(() => useWorkflowRun<ReportInputs, ReportOutputs>(), { wrapper });
    await act(async () => void (await result.current.run(inputs)));
    expect(result.current).toMatchObject({ status: 'ready', outcome: { type: 'complete' }, isBusy: false });
    expect(result.current.outputs?.report).toMatch(/^# Service report: Fjell 3/);
    expect(result.current.text).toBe(result.current.outputs?.report);
    const each = result.current.tree.find(({ node }) => node.type === 'iteration');
    expect(each?.children.length).toBeGreaterThanOrEqual(4);
    const parts = result.current.nodes.find(({ nodeId }) => nodeId === 'parts');
    expect(parts?.retries?.map(({ index }) => index)).toEqual([1, 2]);
  });

  it('S50 waits for its form, and goes on with the answer in the same view', async () => {
    const { wrapper } = surroundings(demo(), 'app-service-report');
    const { result } = renderHook(() => useWorkflowRun<ReportInputs, ReportOutputs>(), { wrapper });
    await act(async () => void (await result.current.run({ ...inputs, review: true })));
    expect(result.current.status).toBe('paused');
    const [form] = result.current.forms;
    expect(form?.state).toBe('waiting');
    expect(result.current.nodes.at(-1)).toMatchObject({ nodeId: 'sign', status: 'paused' });
    const values = Object.fromEntries((form?.fields ?? []).map(({ name, options }) => [name, options[0] ?? 'Signed']));
    await act(
      async () =>
        void (await result.current.submitForm(form?.id ?? '', { action: form?.actions[0]?.id ?? '', inputs: values })),
    );
    await waitFor(() => expect(result.current.outcome).toEqual({ type: 'complete' }), { timeout: 8000 });
    expect(result.current.forms.map(({ state }) => state)).toEqual(['answered']);
  });

  it('says that the server lost the run where it does so after a form', async () => {
    const { wrapper } = surroundings(demo('1.16'), 'app-service-report');
    const { result } = renderHook(() => useWorkflowRun<ReportInputs>(), { wrapper });
    await act(async () => void (await result.current.run({ ...inputs, review: true })));
    const [form] = result.current.forms;
    await act(
      async () => void (await result.current.submitForm(form?.id ?? '', { action: 'sign', inputs: { name: 'A' } })),
    );
    await waitFor(() => expect(result.current.error?.code).toBe('lost_after_form'), { timeout: 8000 });
    expect(result.current.forms.map(({ state }) => state)).toEqual(['answered']);
  });

  it('S40 finds a run again that was left while its form waited, and after a reload of the page: one reader', async () => {
    const emulator = demo();
    const before = surroundings(emulator, 'app-service-report');
    const first = renderHook(() => useWorkflowRun<ReportInputs>(), before);
    await act(async () => void (await first.result.current.run({ ...inputs, review: true })));
    first.unmount();
    const second = renderHook(() => useWorkflowRun<ReportInputs>(), before);
    expect(second.result.current.status).toBe('paused');
    second.unmount();
    expect(JSON.stringify(Object.entries(sessionStorage))).not.toContain('brakes');
    const after = surroundings(emulator, 'app-service-report');
    const third = renderHook(() => useWorkflowRun<ReportInputs>(), after);
    await waitFor(() => expect(third.result.current.status).toBe('paused'), { timeout: 8000 });
    expect(third.result.current.forms.map(({ state }) => state)).toEqual(['waiting']);
    expect(third.result.current.nodes.length).toBeGreaterThan(3);
    expect(after.asked.every((call) => call.startsWith('GET'))).toBe(true);
    expect(after.asked.filter((call) => call.endsWith('/events'))).toHaveLength(1);
  });
});

describe('useElapsed', () => {
  it('ticks while a run goes on, and stands still at its end', () => {
    vi.useFakeTimers({ now: 10_000 });
    try {
      const { result, rerender } = renderHook((times) => useElapsed(times), {
        initialProps: { startedAt: 9000, elapsedMs: null } as { startedAt: number | null; elapsedMs: number | null },
      });
      expect(result.current).toBe(1000);
      act(() => void vi.advanceTimersByTime(500));
      expect(result.current).toBe(1500);
      rerender({ startedAt: 9000, elapsedMs: 1234 });
      expect(result.current).toBe(1234);
      expect(vi.getTimerCount()).toBe(0);
      rerender({ startedAt: null, elapsedMs: null });
      expect(result.current).toBeNull();
    } finally {
      vi.useRealTimers();
    }
  });
});
