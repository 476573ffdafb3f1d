import type { UIMessage, UIMessageChunk } from 'ai';
import { expectTypeOf, it } from 'vitest';
import type { DifyDataTypes, DifyMessageMetadata, DifyUIMessageChunk } from './ai-sdk.ts';

it('every chunk is one of the AI SDK', () => {
  expectTypeOf<DifyUIMessageChunk>().toExtend<UIMessageChunk>();
  expectTypeOf<DifyUIMessageChunk>().toExtend<UIMessageChunk<DifyMessageMetadata, DifyDataTypes>>();
});

it('the data parts of a message are typed', () => {
  type Part = Extract<UIMessage<DifyMessageMetadata, DifyDataTypes>['parts'][number], { type: 'data-dify-node' }>;
  expectTypeOf<Part['data']['status']>().toEqualTypeOf<string>();
});
