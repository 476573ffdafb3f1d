import * as v from 'valibot';
import { checkField } from '../../schemas/check-field.ts';
import { closedObject } from '../../schemas/closed-object.ts';
import { finiteNumber } from '../../schemas/finite-number.ts';
import { uuidSchema } from '../../schemas/identifier.ts';
import { knowledgeText } from '../../schemas/knowledge-text.ts';
import type { OutputOf } from '../../schemas/object-schema.ts';
import { openObject } from '../../schemas/open-object.ts';

const nameSchema = knowledgeText(1, 50);

export const tagSchema = openObject({
  /** UUID. */
  id: v.string(),
  name: v.string(),
  /** `knowledge`. Open. */
  type: v.optional(v.nullable(v.string())),
  /** How many knowledge bases have it: a number as text, e.g. `"2"`; a number on Dify 1.12. */
  binding_count: v.optional(v.nullable(v.union([v.string(), finiteNumber()]))),
});

/** A tag of the workspace for knowledge bases. */
export interface KnowledgeTag extends OutputOf<typeof tagSchema> {}

const boundTagSchema = openObject({
  /** UUID. */
  id: v.string(),
  name: v.string(),
});

/** A tag that a knowledge base has. */
export interface BoundTag extends OutputOf<typeof boundTagSchema> {}

export const datasetTagsSchema = openObject({
  data: v.array(boundTagSchema),
  total: v.optional(v.nullable(finiteNumber())),
});

/** The tags of a knowledge base. */
export interface DatasetTags extends OutputOf<typeof datasetTagsSchema> {}

export const listTagsSchema = closedObject({});

/** What `tags.list` takes: nothing. */
export interface ListTags extends OutputOf<typeof listTagsSchema> {}

export const createTagSchema = closedObject({
  /** 1 to 50 characters; no other tag may have it. */
  name: nameSchema,
});

/** What `tags.create` takes. */
export interface CreateTag extends OutputOf<typeof createTagSchema> {}

export const updateTagSchema = closedObject({
  tag_id: uuidSchema,
  /** 1 to 50 characters; no other tag may have it. */
  name: nameSchema,
});

/** What `tags.update` takes. */
export interface UpdateTag extends OutputOf<typeof updateTagSchema> {}

export const deleteTagSchema = closedObject({ tag_id: uuidSchema });

/** What `tags.delete` takes. */
export interface DeleteTag extends OutputOf<typeof deleteTagSchema> {}

export const bindTagsSchema = closedObject({
  /** At least one. Unknown ones are passed over. */
  tag_ids: v.pipe(v.array(uuidSchema), v.minLength(1)),
  /** The knowledge base, a UUID. */
  target_id: uuidSchema,
});

/** What `tags.bind` takes. */
export interface BindTags extends OutputOf<typeof bindTagsSchema> {}

export const unbindTagsSchema = v.pipe(
  closedObject({
    /** At least one. Dify 1.12 does not know it: there, unbind one `tag_id` at a time. */
    tag_ids: v.optional(v.pipe(v.array(uuidSchema), v.minLength(1))),
    /**
     * One tag; works on every server.
     *
     * @deprecated Dify prefers `tag_ids`.
     */
    tag_id: v.optional(uuidSchema),
    /** The knowledge base, a UUID. */
    target_id: uuidSchema,
  }),
  checkField(
    ({ tag_ids, tag_id }) => tag_ids !== undefined || tag_id !== undefined,
    'a list of tags, unless there is a tag_id',
    ['tag_ids'],
  ),
);

/** What `tags.unbind` takes. */
export interface UnbindTags extends OutputOf<typeof unbindTagsSchema> {}

export const listDatasetTagsSchema = closedObject({ dataset_id: uuidSchema });

/** What `tags.listForDataset` takes. */
export interface ListDatasetTags extends OutputOf<typeof listDatasetTagsSchema> {}
