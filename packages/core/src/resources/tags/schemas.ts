import * as z from 'zod/mini';
import { checked } from '../../schemas/checked.ts';
import { uuidSchema } from '../../schemas/identifier.ts';
import { knowledgeText } from '../../schemas/knowledge-text.ts';

const nameSchema = knowledgeText(1, 50);

export const tagSchema = z.looseObject({
  /** UUID. */
  id: z.string(),
  name: z.string(),
  /** `knowledge`. Open. */
  type: z.optional(z.nullable(z.string())),
  /** How many knowledge bases have it: a number as text, e.g. `"2"`; a number on Dify 1.12. */
  binding_count: z.optional(z.nullable(z.union([z.string(), z.number()]))),
});

/** A tag of the workspace for knowledge bases. */
export interface KnowledgeTag extends z.infer<typeof tagSchema> {}

const boundTagSchema = z.looseObject({
  /** UUID. */
  id: z.string(),
  name: z.string(),
});

/** A tag that a knowledge base has. */
export interface BoundTag extends z.infer<typeof boundTagSchema> {}

export const datasetTagsSchema = z.looseObject({
  data: z.array(boundTagSchema),
  total: z.optional(z.nullable(z.number())),
});

/** The tags of a knowledge base. */
export interface DatasetTags extends z.infer<typeof datasetTagsSchema> {}

export const listTagsSchema = z.strictObject({});

/** What `tags.list` takes: nothing. */
export interface ListTags extends z.infer<typeof listTagsSchema> {}

export const createTagSchema = z.strictObject({
  /** 1 to 50 characters; no other tag may have it. */
  name: nameSchema,
});

/** What `tags.create` takes. */
export interface CreateTag extends z.infer<typeof createTagSchema> {}

export const updateTagSchema = z.strictObject({
  tag_id: uuidSchema,
  /** 1 to 50 characters; no other tag may have it. */
  name: nameSchema,
});

/** What `tags.update` takes. */
export interface UpdateTag extends z.infer<typeof updateTagSchema> {}

export const deleteTagSchema = z.strictObject({ tag_id: uuidSchema });

/** What `tags.delete` takes. */
export interface DeleteTag extends z.infer<typeof deleteTagSchema> {}

export const bindTagsSchema = z.strictObject({
  /** At least one. Unknown ones are passed over. */
  tag_ids: checked(z.array(uuidSchema), z.minLength(1)),
  /** The knowledge base, a UUID. */
  target_id: uuidSchema,
});

/** What `tags.bind` takes. */
export interface BindTags extends z.infer<typeof bindTagsSchema> {}

export const unbindTagsSchema = checked(
  z.strictObject({
    /** At least one. Dify 1.12 does not know it: there, unbind one `tag_id` at a time. */
    tag_ids: z.optional(checked(z.array(uuidSchema), z.minLength(1))),
    /**
     * One tag; works on every server.
     *
     * @deprecated Dify prefers `tag_ids`.
     */
    tag_id: z.optional(uuidSchema),
    /** The knowledge base, a UUID. */
    target_id: uuidSchema,
  }),
  z.refine(({ tag_ids, tag_id }) => tag_ids !== undefined || tag_id !== undefined, {
    error: 'a list of tags, unless there is a tag_id',
    path: ['tag_ids'],
  }),
);

/** What `tags.unbind` takes. */
export interface UnbindTags extends z.infer<typeof unbindTagsSchema> {}

export const listDatasetTagsSchema = z.strictObject({ dataset_id: uuidSchema });

/** What `tags.listForDataset` takes. */
export interface ListDatasetTags extends z.infer<typeof listDatasetTagsSchema> {}
