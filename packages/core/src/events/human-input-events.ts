import type { FormSubmission } from '../resources/messages/schemas.ts';
import type { FormDefinition } from '../schemas/form-definition.ts';
import type { OpenFields } from './event-envelope.ts';
import type { RunEnvelope } from './run-events.ts';

/** The form to be filled in. */
export interface HumanInputRequiredData extends FormDefinition {
  /** The form: it is told of again after each submit of another one. */
  form_id: string;
  node_id: string;
}

/** The run needs a form filled in. Comes when nothing else runs any more, before `workflow_paused`. Since Dify 1.14. */
export interface HumanInputRequiredEvent extends RunEnvelope {
  event: 'human_input_required';
  data: HumanInputRequiredData;
}

/** How a form was answered. */
export interface HumanInputFormFilledData extends FormSubmission {
  node_id: string;
}

/** A form was answered. Dify 1.16 does not send it: the values are in `node_finished` of the node. */
export interface HumanInputFormFilledEvent extends RunEnvelope {
  event: 'human_input_form_filled';
  data: HumanInputFormFilledData;
}

/** Which form was not answered. */
export interface HumanInputFormTimeoutData extends OpenFields {
  node_id: string;
  node_title?: string;
  /** Unix time in seconds. */
  expiration_time?: number;
}

/** A form was not answered in time. Dify 1.16 does not send it. */
export interface HumanInputFormTimeoutEvent extends RunEnvelope {
  event: 'human_input_form_timeout';
  data: HumanInputFormTimeoutData;
}
