import { anything, fields, list, record, type Shape, scalar, sealed } from './keep.ts';
import { uploadMethods } from './upload-methods.ts';

const formInputs = list(
  fields({
    output_variable_name: scalar,
    type: scalar,
    default: fields({ type: scalar, selector: list(scalar), value: scalar }),
    option_source: fields({ type: scalar, selector: list(scalar), value: list(scalar) }),
    allowed_file_types: list(scalar),
    allowed_file_extensions: list(scalar),
    allowed_file_upload_methods: uploadMethods,
    number_limits: scalar,
  }),
);

const formActions = list(fields({ id: scalar, title: scalar, button_style: scalar }));

/** A form that a run waits for, as it is announced: all that a person needs to answer it. */
export const announcedForm: Shape = {
  form_id: scalar,
  node_id: scalar,
  node_title: scalar,
  form_content: scalar,
  inputs: formInputs,
  actions: formActions,
  display_in_ui: scalar,
  form_token: sealed('form'),
  resolved_default_values: record(anything),
  expiration_time: scalar,
};

/** A form as it is read by its token. */
export const readForm: Shape = {
  form_content: scalar,
  inputs: formInputs,
  resolved_default_values: record(anything),
  user_actions: formActions,
  expiration_time: scalar,
};

/** How a form was answered. */
export const filledForm: Shape = {
  node_id: scalar,
  node_title: scalar,
  rendered_content: scalar,
  action_id: scalar,
  action_text: scalar,
  submitted_data: anything,
};
