import * as z from 'zod/mini';
import { checked } from './checked.ts';

const tokensSchema = checked(z.number(), z.int(), z.minimum(1));
const separatorSchema = checked(z.string(), z.minLength(1));
const overlapSchema = checked(z.number(), z.int(), z.minimum(0));

const preProcessingRulesSchema = z.array(
  z.strictObject({
    id: z.enum(['remove_extra_spaces', 'remove_urls_emails', 'remove_stopwords']),
    enabled: z.boolean(),
  }),
);

const segmentationSchema = z.strictObject({
  /** Where the text is cut. @default '\n' */
  separator: z.optional(separatorSchema),
  /** Tokens of a chunk at most: 50 to 4000 on servers as they come, else the indexing fails. */
  max_tokens: tokensSchema,
  /** Tokens that a chunk repeats of the one before. @default 0 */
  chunk_overlap: z.optional(overlapSchema),
});

/** Where a text is cut, and how long its chunks may be. */
export interface Segmentation extends z.infer<typeof segmentationSchema> {}

const wholeSegmentationSchema = z.strictObject({
  separator: z.optional(separatorSchema),
  max_tokens: z.optional(tokensSchema),
  chunk_overlap: z.optional(overlapSchema),
});

const automaticRuleSchema = z.strictObject({
  mode: z.literal('automatic'),
  /** Dify has its own. */
  rules: z.optional(z.null()),
});

const customRuleSchema = z.strictObject({
  mode: z.literal('custom'),
  rules: z.strictObject({
    /** May be empty. */
    pre_processing_rules: preProcessingRulesSchema,
    segmentation: segmentationSchema,
    parent_mode: z.optional(z.null()),
    subchunk_segmentation: z.optional(z.null()),
  }),
});

const hierarchicalRuleSchema = z.strictObject({
  mode: z.literal('hierarchical'),
  rules: checked(
    z.strictObject({
      /** May be empty. */
      pre_processing_rules: preProcessingRulesSchema,
      /** How parents are cut. `max_tokens` is needed unless the whole document is the parent. */
      segmentation: wholeSegmentationSchema,
      /** Whether a paragraph or the whole document is a parent. */
      parent_mode: z.enum(['paragraph', 'full-doc']),
      /** How parents are cut into children. Needed by documents of the form `hierarchical_model`. */
      subchunk_segmentation: z.optional(z.nullable(segmentationSchema)),
    }),
    z.refine(({ parent_mode, segmentation }) => parent_mode === 'full-doc' || segmentation.max_tokens !== undefined, {
      error: 'a number, as parent_mode is "paragraph"',
      path: ['segmentation', 'max_tokens'],
    }),
  ),
});

/**
 * How texts are cleaned and cut. `hierarchical` goes with the document form `hierarchical_model`.
 */
export const processRuleSchema = z.discriminatedUnion(
  'mode',
  [automaticRuleSchema, customRuleSchema, hierarchicalRuleSchema],
  '"automatic", "custom" or "hierarchical"',
);

/** How texts are cleaned and cut: as Dify sees fit, by rules, or into parents with children. */
export type ProcessRule = z.infer<typeof processRuleSchema>;

const storedSegmentationSchema = z.looseObject({
  separator: z.optional(z.nullable(z.string())),
  /** The separator of rules that Dify came with. */
  delimiter: z.optional(z.nullable(z.string())),
  max_tokens: z.optional(z.nullable(z.number())),
  chunk_overlap: z.optional(z.nullable(z.number())),
});

export const storedProcessRuleSchema = z.looseObject({
  /** `automatic`, `custom` or `hierarchical`. Open. */
  mode: z.optional(z.nullable(z.string())),
  rules: z.optional(
    z.nullable(
      z.looseObject({
        pre_processing_rules: z.optional(
          z.nullable(z.array(z.looseObject({ id: z.string(), enabled: z.optional(z.nullable(z.boolean())) }))),
        ),
        segmentation: z.optional(z.nullable(storedSegmentationSchema)),
        /** `paragraph` or `full-doc`. Open. */
        parent_mode: z.optional(z.nullable(z.string())),
        subchunk_segmentation: z.optional(z.nullable(storedSegmentationSchema)),
      }),
    ),
  ),
});

/** The rules of a stored document; `{}` for one that a pipeline made. */
export interface StoredProcessRule extends z.infer<typeof storedProcessRuleSchema> {}
