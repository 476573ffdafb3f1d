import * as v from 'valibot';

/**
 * A check of a whole object whose failure is told of one of its fields.
 *
 * @param isRight asked once every field is of its kind
 * @param message what the field has to be
 * @param path e.g. `['segmentation', 'max_tokens']`
 */
// @__NO_SIDE_EFFECTS__
export function checkField<Value>(
  isRight: (value: Value) => boolean,
  message: string,
  path: readonly [string, ...string[]],
): v.RawCheckAction<Value> {
  return v.rawCheck<Value>(({ dataset, addIssue }) => {
    if (!dataset.typed || isRight(dataset.value)) return;
    const [first, ...more] = path;
    addIssue({ message, path: [itemOf(dataset.value, first), ...more.map((key) => itemOf(dataset.value, key))] });
  });
}

function itemOf(input: unknown, key: string): v.UnknownPathItem {
  return { type: 'unknown', origin: 'value', input, key, value: undefined };
}
