import * as v from 'valibot';

/**
 * One of several objects, told apart by a field that all of them name.
 *
 * @param options made by `openObject`, `closedObject` or `knownObject`
 * @param message what the field has to be. @default what valibot says
 */
// @__NO_SIDE_EFFECTS__
export function variantOf<const Options extends readonly v.GenericSchema[]>(
  key: string,
  options: Options,
  message?: string,
): v.GenericSchema<v.InferInput<Options[number]>, v.InferOutput<Options[number]>> {
  // What these objects are made of is not part of their type, so valibot cannot see that they name the field.
  return v.variant(key, options as unknown as v.VariantOptions<string>, message) as unknown as v.GenericSchema<
    v.InferInput<Options[number]>,
    v.InferOutput<Options[number]>
  >;
}
