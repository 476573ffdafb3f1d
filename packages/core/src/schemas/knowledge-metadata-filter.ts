import * as v from 'valibot';
import { closedObject } from './closed-object.ts';
import { finiteNumber } from './finite-number.ts';
import type { OutputOf } from './object-schema.ts';

const metadataConditionSchema = closedObject({
  /** The name of a metadata field, not its id. */
  name: v.pipe(v.string(), v.minLength(1)),
  /**
   * Texts: `contains` to `not in`. Numbers: `=` to `≤`, with the signs as they stand here. Times: `before`, `after`.
   * `empty` and `not empty` fit all.
   */
  comparison_operator: v.picklist([
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
  value: v.optional(
    v.nullable(
      v.union(
        [v.string(), v.array(v.string()), finiteNumber()],
        'a text, a list of texts, a number or null, by its operator',
      ),
    ),
  ),
});

/** What a document's metadata must say. */
export interface MetadataCondition extends OutputOf<typeof metadataConditionSchema> {}

export const metadataFilterSchema = closedObject({
  /** Whether all conditions must hold or one is enough. @default 'and' */
  logical_operator: v.optional(v.nullable(v.picklist(['and', 'or']))),
  conditions: v.optional(v.nullable(v.array(metadataConditionSchema))),
});

/** Which documents are searched, by their metadata. */
export interface MetadataFilter extends OutputOf<typeof metadataFilterSchema> {}
