import type { EmulatorOptions } from '@dify-oapi/emulator';
import { QueryClient } from '@tanstack/react-query';
import { type ReactNode, StrictMode } from 'react';
import { DifyProvider } from '../provider/dify-provider.tsx';
import { aKnowledgeBase } from './a-knowledge-base.ts';

/** A knowledge base with documents of these names, and a tree to render hooks in, in strict mode. */
export async function knowledgeSurroundings(names: readonly string[] = [], options: EmulatorOptions = {}) {
  const knowledge = await aKnowledgeBase(names, options);
  const client = new QueryClient();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <StrictMode>
      <DifyProvider dify={knowledge.dify} queryClient={client}>
        {children}
      </DifyProvider>
    </StrictMode>
  );
  return { ...knowledge, client, wrapper };
}
