import { connect, isMain } from './connect.mjs';

/**
 * Runs a workflow: to its end, with its events, and taken up again from elsewhere.
 *
 * @param {import('@dify-oapi/core').Dify} dify
 */
export async function main(dify) {
  const inputs = { task: 'Check the fleet.' };

  // A run that fails is an answer too: look at `status`.
  const { data, workflow_run_id } = await dify.workflows.run({ inputs });
  console.log(`${data.status}: ${JSON.stringify(data.outputs)}`);

  // Every step as it happens.
  const stream = dify.workflows.stream({ inputs });
  for await (const event of stream) {
    if (event.event === 'node_started') console.log(`… ${event.data.title}`);
    if (event.event === 'node_finished') console.log(`✓ ${event.data.title}: ${event.data.status}`);
  }
  const { outputs, status } = await stream.final();
  console.log(`${status}: ${outputs?.report}`);

  // Events of a run that someone else started; of a finished one, its end.
  for await (const event of dify.workflows.events({ workflow_run_id })) {
    if (event.event === 'workflow_finished') console.log(`Taken up again: ${event.data.status}`);
  }

  // How a run ended, long after.
  const run = await dify.workflows.get({ workflow_run_id });
  console.log(`Run detail: ${run.status}, ${run.total_steps} steps`);

  for await (const { workflow_run } of dify.workflows.logs()) console.log(`Log: ${workflow_run?.status}`);
}

if (isMain(import.meta)) await main(connect('report'));
