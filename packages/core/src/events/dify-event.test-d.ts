import { describe, expectTypeOf, it } from 'vitest';
import type {
  ChatEvent,
  CompletionEvent,
  DifyEvent,
  PipelineEvent,
  UnknownEvent,
  WorkflowEvent,
} from './dify-event.ts';

type Of<Name extends DifyEvent['event']> = Extract<DifyEvent, { event: Name }>;

describe('DifyEvent', () => {
  it('is told apart by its name', () => {
    expectTypeOf<Of<'message'>['answer']>().toEqualTypeOf<string>();
    expectTypeOf<Of<'text_chunk'>['data']['text']>().toEqualTypeOf<string>();
    expectTypeOf<Of<'node_finished'>['data']['id']>().toEqualTypeOf<string>();
    expectTypeOf<Of<'human_input_required'>['data']['form_id']>().toEqualTypeOf<string>();
    expectTypeOf<Of<'node_started'>>().not.toBeNever();
    expectTypeOf<Of<'unknown'>>().toEqualTypeOf<UnknownEvent>();
  });

  it('holds what each kind of app sends', () => {
    expectTypeOf<ChatEvent | CompletionEvent | PipelineEvent | WorkflowEvent>().toExtend<DifyEvent>();
    expectTypeOf<Extract<CompletionEvent, { event: 'agent_message' }>>().toBeNever();
    expectTypeOf<Extract<ChatEvent, { event: 'text_chunk' }>>().toBeNever();
    expectTypeOf<Extract<PipelineEvent, { event: 'message' }>>().toBeNever();
  });

  it('keeps fields of data that a newer server adds', () => {
    expectTypeOf<Of<'workflow_finished'>['data']['brand_new']>().toEqualTypeOf<unknown>();
    expectTypeOf<Of<'workflow_finished'>['data']['status']>().toExtend<string | undefined>();
  });
});
