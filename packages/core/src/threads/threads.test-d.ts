import { expectTypeOf, it } from 'vitest';
import type { ChatMessage, ChatOptions, PendingForm, Thread } from '../index.ts';
import { type createChat, type exportThread, formsOf, importThread, type submitForm } from '../index.ts';

it('gives an imported thread the rows that a conversation can begin with', () => {
  expectTypeOf(importThread).returns.toEqualTypeOf<Thread>();
  expectTypeOf<Thread['messages']>().toEqualTypeOf<readonly ChatMessage[]>();
  expectTypeOf<Thread['messages']>().toExtend<NonNullable<ChatOptions['initialMessages']>>();
  expectTypeOf<Parameters<typeof exportThread>[1]>().toEqualTypeOf<'json' | 'markdown'>();
});

it('takes a snapshot for an export as it is', () => {
  expectTypeOf<ReturnType<ReturnType<typeof createChat>['getSnapshot']>>().toExtend<
    Parameters<typeof exportThread>[0]
  >();
});

it('tells the ends of a submit apart by their reason', () => {
  type Result = Awaited<ReturnType<typeof submitForm>>;
  expectTypeOf<Extract<Result, { ok: true }>['form']>().toEqualTypeOf<PendingForm>();
  expectTypeOf<Extract<Result, { ok: false }>['reason']>().toEqualTypeOf<
    'invalid' | 'not-open' | 'busy' | 'taken' | 'timed-out' | 'failed'
  >();
  expectTypeOf(formsOf).returns.toEqualTypeOf<readonly PendingForm[]>();
});
