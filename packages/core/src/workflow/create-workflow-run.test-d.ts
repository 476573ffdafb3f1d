import { expectTypeOf, it } from 'vitest';
import type { DifyClient } from '../client.ts';
import { createWorkflowRun } from './create-workflow-run.ts';

declare const dify: DifyClient;

it('types the values of the variables and the outputs', () => {
  const workflow = createWorkflowRun<{ text: string; count?: number }, { summary: string }>({ dify });
  const { outputs } = workflow.getSnapshot();
  expectTypeOf(outputs).toEqualTypeOf<{ summary: string } | null>();
  expectTypeOf(workflow.actions.run).parameter(0).toEqualTypeOf<{ text: string; count?: number } | undefined>();
  // @ts-expect-error the variable is called `text`
  void workflow.actions.run({ txt: 'a' });
});

it('takes any values and gives unknown outputs where nothing is said', () => {
  const workflow = createWorkflowRun({ dify });
  expectTypeOf(workflow.getSnapshot().outputs).toEqualTypeOf<Record<string, unknown> | null>();
  void workflow.actions.run({ anything: 1 });
});

it('knows the snapshot of a run that ended well, and the reason of one that did not', async () => {
  const result = await createWorkflowRun<object, { summary: string }>({ dify }).actions.run();
  if (result.ok) expectTypeOf(result.snapshot.outputs).toEqualTypeOf<{ summary: string } | null>();
  else expectTypeOf(result.reason).toExtend<string>();
});
