import { expectTypeOf, it } from 'vitest';
import { useCompletion } from './use-completion.ts';
import { useWorkflowRun } from './use-workflow-run.ts';

it('types the values and outputs of a workflow', () => {
  const view = useWorkflowRun<{ text: string }, { summary: string }>({
    onFinish: ({ outputs }) => expectTypeOf(outputs).toEqualTypeOf<{ summary: string } | null>(),
  });
  expectTypeOf(view.outputs).toEqualTypeOf<{ summary: string } | null>();
  expectTypeOf(view.run).parameter(0).toEqualTypeOf<{ text: string } | undefined>();
});

it('types the values of a text generator', () => {
  const view = useCompletion<{ topic: string }>();
  expectTypeOf(view.complete).parameter(0).toEqualTypeOf<{ topic: string } | undefined>();
  // @ts-expect-error the variable is called `topic`
  void view.complete({ subject: 'a' });
});
