import { formOfNode, openForm, renderedContent } from '../forms.ts';
import { NodeFailure, type NodeKind } from '../node-scope.ts';
import { typeOf } from '../value-text.ts';

/** Waits for a form; goes on by the action that was chosen, or by the timeout. */
export const runHumanInput: NodeKind<'human-input'> = async (data, scope) => {
  const { emit, node, run } = scope;
  const form = formOfNode(run, node.id);
  // All nodes that wait have started again before the first of them goes on.
  await Promise.resolve();
  if (form === undefined) {
    openForm(data, scope);
    return { isPaused: true };
  }
  const is114 = run.server.profile === '1.14';
  if (form.status === 'timeout') {
    const { expiration_time } = form;
    if (is114) emit('human_input_form_timeout', { node_id: node.id, node_title: form.node_title, expiration_time });
    // Servers of 1.16 look for a handle that the editor does not write.
    return { handle: is114 ? '__timeout' : '__timeout__', outputs: { __rendered_content: form.form_content } };
  }
  if (form.status === 'waiting' || form.submission === null) return { isPaused: true };
  const { action_id, action_text, inputs: values } = form.submission;
  const wrong = form.inputs.find(
    ({ output_variable_name: name, type }) => type === 'paragraph' && typeof values[String(name)] !== 'string',
  );
  if (wrong !== undefined) {
    const message = `HumanInput ${String(wrong.type)} input expects a string, got ${typeof values[String(wrong.output_variable_name)]}`;
    throw new NodeFailure(message, 'ValueError');
  }
  const stolen = Object.values(values).find((value) => value === 'foreign');
  if (stolen !== undefined) throw new NodeFailure('Invalid upload file', 'ValueError');
  const rendered = renderedContent(form.form_content, values);
  if (is114) {
    emit('human_input_form_filled', {
      node_id: node.id,
      node_title: form.node_title,
      rendered_content: rendered,
      action_id,
      action_text,
      submitted_data: values,
    });
  }
  return {
    inputs: Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, { value_type: typeOf(value), value }]),
    ),
    outputs: {
      ...values,
      __action_id: action_id,
      __action_value: action_text,
      __rendered_content: rendered,
    },
    handle: action_id,
  };
};
