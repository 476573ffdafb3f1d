import { endpoint } from '../../endpoint.ts';
import {
  type GetHumanInputForm,
  getHumanInputFormSchema,
  type HumanInputForm,
  humanInputFormSchema,
  type SubmitHumanInputForm,
  type SubmittedForm,
  submitHumanInputFormSchema,
  submittedFormSchema,
} from './schemas.ts';

/**
 * Tells the form that a run waits for. Whoever has the token may. Since Dify 1.14.
 *
 * @throws NotFoundError when there is no such form in this app, or it is not meant for the API.
 * @throws PreconditionFailedError with code `human_input_form_submitted` or `human_input_form_expired`.
 * @see https://docs.dify.ai/en/api-reference/human-input/get-human-input-form
 */
export const get = endpoint<GetHumanInputForm, HumanInputForm>({
  operationId: 'getChatflowHumanInputForm',
  method: 'GET',
  path: '/form/human_input/{form_token}',
  payload: 'query',
  user: 'none',
  input: getHumanInputFormSchema,
  output: humanInputFormSchema,
});

/**
 * Answers the form that a run waits for; the run goes on by itself, to be read with `workflows.events`. The first
 * answer counts, whoever sends it. A repeat throws, and changes nothing. Since Dify 1.14.
 *
 * @throws NotFoundError when there is no such form in this app, or it is not meant for the API.
 * @throws PreconditionFailedError with code `human_input_form_submitted` or `human_input_form_expired`.
 * @throws BadRequestError with code `invalid_form_data` for a field that is missing or does not fit, and for an unknown
 *   action.
 * @see https://docs.dify.ai/en/api-reference/human-input/submit-human-input-form
 */
export const submit = endpoint<SubmitHumanInputForm, SubmittedForm>({
  operationId: 'submitChatflowHumanInputForm',
  method: 'POST',
  path: '/form/human_input/{form_token}',
  payload: 'json',
  user: 'required',
  input: submitHumanInputFormSchema,
  output: submittedFormSchema,
});
