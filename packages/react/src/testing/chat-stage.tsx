import { memoryAdapter } from '@dify-oapi/core';
import type { Emulator } from '@dify-oapi/emulator';
import { useState } from 'react';
import { DifyChat, type DifyChatProps } from '../components/chat/dify-chat.tsx';
import { DifyProvider } from '../provider/dify-provider.tsx';
import { anEmulator } from './an-emulator.ts';
import { difyOn } from './dify-on.ts';

/** Props of `ChatStage`. */
export interface ChatStageProps extends DifyChatProps {
  /** @default one with a scripted support assistant */
  emulator?: Emulator;
  /** Pixels. @default as wide as its place */
  width?: number;
  /** A BCP 47 tag. @default 'en' */
  locale?: string;
}

/** A whole chat on an emulator of its own. */
export function ChatStage({ emulator, width, locale = 'en', ...props }: ChatStageProps) {
  const [dify] = useState(() => difyOn(emulator ?? anEmulator()));
  const [storage] = useState(memoryAdapter);
  return (
    <DifyProvider dify={dify} storage={storage} locale={locale}>
      <div style={{ blockSize: 720, inlineSize: width ?? '100%', maxInlineSize: '100%' }}>
        <DifyChat {...props} />
      </div>
    </DifyProvider>
  );
}
