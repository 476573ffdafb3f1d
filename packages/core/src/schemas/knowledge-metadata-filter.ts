import * as z from 'zod/mini';
import { checked } from './checked.ts';

const metadataConditionSchema = z.strictObject({
  /** The name of a metadata field, not its id. */
  name: checked(z.string(), z.minLength(1)),
  /**
   * Texts: `contains` to `not in`. Numbers: `=` to `≤`, with the signs as they stand here. Times: `before`, `after`.
   * `empty` and `not empty` fit all.
   */
  comparison_operator: z.enum([
    'contains',
    'not contains',
    'start with',
    'end with',
    'is',
    'is not',
    'empty',
    'not empty',
    'in',
    'not in',
    '=',
    '≠',
    '>',
    '<',
    '≥',
    '≤',
    'before',
    'after',
  ]),
  /** Several for `in` and `not in`; a time in Unix seconds; none for `empty` and `not empty`. */
  value: z.optional(
    z.nullable(
      z.union(
        [z.string(), z.array(z.string()), z.number()],
        'a text, a list of texts, a number or null, by its operator',
      ),
    ),
  ),
});

/** What a document's metadata must say. */
export interface MetadataCondition extends z.infer<typeof metadataConditionSchema> {}

export const metadataFilterSchema = z.strictObject({
  /** Whether all conditions must hold or one is enough. @default 'and' */
  logical_operator: z.optional(z.nullable(z.enum(['and', 'or']))),
  conditions: z.optional(z.nullable(z.array(metadataConditionSchema))),
});

/** Which documents are searched, by their metadata. */
export interface MetadataFilter extends z.infer<typeof metadataFilterSchema> {}
