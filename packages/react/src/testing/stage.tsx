import { createChat, memoryAdapter } from '@dify-oapi/core';
import type { Emulator } from '@dify-oapi/emulator';
import { type ReactNode, useRef, useState } from 'react';
import { AnswerContext } from '../components/chat/answer-context.ts';
import { ChatProvider } from '../hooks/chat-context.tsx';
import type { Labels } from '../labels/labels.ts';
import { PortalContext } from '../primitives/portal-context.ts';
import { DifyProvider } from '../provider/dify-provider.tsx';
import { anEmulator } from './an-emulator.ts';
import { difyOn } from './dify-on.ts';

/** Props of `Stage`. */
export interface StageProps {
  /** @default one with a scripted support assistant */
  emulator?: Emulator;
  labels?: Partial<Labels>;
  children: ReactNode;
}

/** Puts one part where it would stand: in the kit's root, with a client on an emulator and a new conversation. */
export function Stage({ emulator, labels, children }: StageProps) {
  const [dify] = useState(() => difyOn(emulator ?? anEmulator()));
  const [storage] = useState(memoryAdapter);
  const [chat] = useState(() => createChat({ dify }));
  const root = useRef<HTMLDivElement>(null);
  return (
    <DifyProvider dify={dify} storage={storage} labels={labels} locale="en">
      <ChatProvider chat={chat}>
        <AnswerContext value={{ appName: 'Velo Nord Help', expectsSources: true, showsSteps: true }}>
          <PortalContext value={root}>
            <div
              ref={root}
              data-dify-root=""
              style={{ container: 'dify-chat / inline-size', padding: 'var(--dify-space-5)' }}
            >
              {children}
            </div>
          </PortalContext>
        </AnswerContext>
      </ChatProvider>
    </DifyProvider>
  );
}
