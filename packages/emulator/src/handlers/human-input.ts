import type { Context } from '../context.ts';
import { isMapping } from '../http/checks.ts';
import { type Misfit, missing, noString, refuseMisfits } from '../http/misfits.ts';
import { readJson, readUser } from '../http/read-body.ts';
import { Refusal } from '../http/refusal.ts';
import { expireForms } from '../workflow/expire-forms.ts';
import { resumeRun } from '../workflow/resume-run.ts';
import type { FormRow } from '../world/workflow-rows.ts';
import { readFormValues } from './human-input-values.ts';

export function get(context: Context): Response {
  const form = formOf(context);
  const { actions: user_actions, expiration_time, form_content, inputs, resolved_default_values: values } = form;
  const resolved = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value),
    ]),
  );
  return context.respond.json({
    form_content,
    inputs,
    resolved_default_values: resolved,
    user_actions,
    expiration_time,
  });
}

export async function submit(context: Context): Promise<Response> {
  const { app, request, respond, server } = context;
  const body = await readJson(request);
  const user = readUser(body.user, 'required');
  const { action, inputs } = body;
  const misfits: Misfit[] = [];
  if (inputs === undefined) misfits.push(missing('inputs', body));
  else if (!isMapping(inputs)) {
    const sentence = 'Input should be a valid dictionary';
    misfits.push({ field: 'inputs', type: 'dict_type', sentence, input: inputs });
  }
  if (action === undefined) misfits.push(missing('action', body));
  else if (typeof action !== 'string') misfits.push(noString('action', action));
  if (misfits.length > 0 || !isMapping(inputs) || typeof action !== 'string') {
    throw refuseMisfits('HumanInputFormSubmitPayload', misfits);
  }
  const form = formOf(context);
  const chosen = form.actions.find(({ id }) => id === action);
  if (chosen === undefined) throw invalidForm(`Invalid action: ${action}`);
  const values = readFormValues({ app, server, user, origin: new URL(request.url).origin }, form, inputs);
  form.status = 'submitted';
  form.submission = { action_id: chosen.id, action_text: chosen.title, inputs: values };
  server.changed();
  const row = server.world.workflowRuns.get(form.run_id);
  if (row) void resumeRun(server, row);
  return respond.json({});
}

/**
 * The form that a token opens.
 *
 * @throws Refusal when there is none, or when it is closed
 */
function formOf({ app, server, slots }: Context): FormRow {
  expireForms(server);
  const token = slots.form_token ?? '';
  const form = [...server.world.forms.values()].find((row) => row.token === token);
  if (form?.app !== app.key || !form.isOpenToApi) {
    const own = '/v1/form/human_input/<string:form_token>';
    const routes = /^[a-z]+-[a-z]+$/.test(token)
      ? `/api/form/human_input/<string:form_token>/upload-token or ${own} or /api/form/human_input/<string:form_token>`
      : own;
    const help = `You have requested this URI [/v1/form/human_input/${token}] but did you mean ${routes} ?`;
    throw new Refusal(404, 'not_found', `Form not found. ${help}`);
  }
  if (form.status === 'submitted') {
    const message = `This form has already been submitted by another user, form_id=${form.id}`;
    throw new Refusal(412, 'human_input_form_submitted', message);
  }
  if (form.status === 'timeout' || form.expiration_time <= server.now()) {
    throw new Refusal(412, 'human_input_form_expired', `This form has expired, form_id=${form.id}`);
  }
  return form;
}

/** 400 for values that do not fit a form. */
export function invalidForm(message: string): Refusal {
  return new Refusal(400, 'invalid_form_data', message);
}
