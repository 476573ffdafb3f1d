import type { Context } from '../context.ts';
import { renderedContent } from '../workflow/forms.ts';
import type { MessageRow } from '../world/app-rows.ts';
import type { FormRow } from '../world/workflow-rows.ts';

/** What history shows beside a turn's text: the forms of its run, oldest first. */
export function extraContentsOf({ server }: Context, { workflow_run_id }: MessageRow): object[] {
  if (workflow_run_id === undefined) return [];
  return [...server.world.forms.values()]
    .filter(({ run_id }) => run_id === workflow_run_id)
    .sort((a, b) => a.order - b.order)
    .map(toWire);
}

/** A form keeps its token until somebody has answered it, also when its time is over. */
function toWire(form: FormRow): object {
  const { submission } = form;
  return {
    workflow_run_id: form.run_id,
    submitted: submission !== null,
    form_definition: {
      form_id: form.id,
      node_id: form.node_id,
      node_title: form.node_title,
      form_content: form.form_content,
      inputs: form.inputs,
      actions: form.actions,
      display_in_ui: form.isOpenToApi,
      form_token: submission === null ? form.token : null,
      resolved_default_values: form.resolved_default_values,
      expiration_time: form.expiration_time,
    },
    form_submission_data:
      submission === null
        ? null
        : {
            node_id: form.node_id,
            node_title: form.node_title,
            rendered_content: renderedContent(form.form_content, submission.inputs),
            action_id: submission.action_id,
            action_text: submission.action_text,
            submitted_data: submission.inputs,
          },
    type: 'human_input',
  };
}
