import * as v from 'valibot';
import { checkField } from './check-field.ts';
import { closedObject } from './closed-object.ts';
import { finiteNumber } from './finite-number.ts';
import type { OutputOf } from './object-schema.ts';
import { openObject } from './open-object.ts';
import { variantOf } from './variant-of.ts';

const tokensSchema = v.pipe(finiteNumber(), v.safeInteger(), v.minValue(1));
const separatorSchema = v.pipe(v.string(), v.minLength(1));
const overlapSchema = v.pipe(finiteNumber(), v.safeInteger(), v.minValue(0));

const preProcessingRulesSchema = v.array(
  closedObject({
    id: v.picklist(['remove_extra_spaces', 'remove_urls_emails', 'remove_stopwords']),
    enabled: v.boolean(),
  }),
);

const segmentationSchema = closedObject({
  /** Where the text is cut. @default '\n' */
  separator: v.optional(separatorSchema),
  /** Tokens of a chunk at most: 50 to 4000 on servers as they come, else the indexing fails. */
  max_tokens: tokensSchema,
  /** Tokens that a chunk repeats of the one before. @default 0 */
  chunk_overlap: v.optional(overlapSchema),
});

/** Where a text is cut, and how long its chunks may be. */
export interface Segmentation extends OutputOf<typeof segmentationSchema> {}

const wholeSegmentationSchema = closedObject({
  separator: v.optional(separatorSchema),
  max_tokens: v.optional(tokensSchema),
  chunk_overlap: v.optional(overlapSchema),
});

const automaticRuleSchema = closedObject({
  mode: v.literal('automatic'),
  /** Dify has its own. */
  rules: v.optional(v.null()),
});

const customRuleSchema = closedObject({
  mode: v.literal('custom'),
  rules: closedObject({
    /** May be empty. */
    pre_processing_rules: preProcessingRulesSchema,
    segmentation: segmentationSchema,
    parent_mode: v.optional(v.null()),
    subchunk_segmentation: v.optional(v.null()),
  }),
});

const hierarchicalRuleSchema = closedObject({
  mode: v.literal('hierarchical'),
  rules: v.pipe(
    closedObject({
      /** May be empty. */
      pre_processing_rules: preProcessingRulesSchema,
      /** How parents are cut. `max_tokens` is needed unless the whole document is the parent. */
      segmentation: wholeSegmentationSchema,
      /** Whether a paragraph or the whole document is a parent. */
      parent_mode: v.picklist(['paragraph', 'full-doc']),
      /** How parents are cut into children. Needed by documents of the form `hierarchical_model`. */
      subchunk_segmentation: v.optional(v.nullable(segmentationSchema)),
    }),
    checkField(
      ({ parent_mode, segmentation }) => parent_mode === 'full-doc' || segmentation.max_tokens !== undefined,
      'a number, as parent_mode is "paragraph"',
      ['segmentation', 'max_tokens'],
    ),
  ),
});

/**
 * How texts are cleaned and cut. `hierarchical` goes with the document form `hierarchical_model`.
 */
export const processRuleSchema = variantOf(
  'mode',
  [automaticRuleSchema, customRuleSchema, hierarchicalRuleSchema],
  '"automatic", "custom" or "hierarchical"',
);

/** How texts are cleaned and cut: as Dify sees fit, by rules, or into parents with children. */
export type ProcessRule = v.InferOutput<typeof processRuleSchema>;

const storedSegmentationSchema = openObject({
  separator: v.optional(v.nullable(v.string())),
  /** The separator of rules that Dify came with. */
  delimiter: v.optional(v.nullable(v.string())),
  max_tokens: v.optional(v.nullable(finiteNumber())),
  chunk_overlap: v.optional(v.nullable(finiteNumber())),
});

export const storedProcessRuleSchema = openObject({
  /** `automatic`, `custom` or `hierarchical`. Open. */
  mode: v.optional(v.nullable(v.string())),
  rules: v.optional(
    v.nullable(
      openObject({
        pre_processing_rules: v.optional(
          v.nullable(v.array(openObject({ id: v.string(), enabled: v.optional(v.nullable(v.boolean())) }))),
        ),
        segmentation: v.optional(v.nullable(storedSegmentationSchema)),
        /** `paragraph` or `full-doc`. Open. */
        parent_mode: v.optional(v.nullable(v.string())),
        subchunk_segmentation: v.optional(v.nullable(storedSegmentationSchema)),
      }),
    ),
  ),
});

/** The rules of a stored document; `{}` for one that a pipeline made. */
export interface StoredProcessRule extends OutputOf<typeof storedProcessRuleSchema> {}
