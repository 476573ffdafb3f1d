import * as v from 'valibot';
import { dictionary } from '../schemas/dictionary.ts';
import { finiteNumber } from '../schemas/finite-number.ts';
import { knownObject } from '../schemas/known-object.ts';

import { retrieverResourceSchema } from '../schemas/retriever-resource.ts';
import { usageSchema } from '../schemas/usage.ts';
import { variantOf } from '../schemas/variant-of.ts';

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(512));
const time = v.pipe(finiteNumber(), v.minValue(0), v.maxValue(8.64e15));
const text = v.string();
const texts = v.array(text);
/** An address that a page may load or link to. Everything else is left out. */
const url = v.pipe(
  text,
  v.transform((address) => (/^(?:https?:\/\/|\/(?!\/))/i.test(address) ? address : '')),
);

const failureSchema = knownObject({ code: text, message: text, status: v.exactOptional(finiteNumber()) });

const formSchema = knownObject({
  id,
  nodeId: text,
  title: text,
  markdown: text,
  fields: v.array(
    knownObject({
      name: text,
      kind: v.picklist(['paragraph', 'select', 'file', 'file-list', 'unknown']),
      initial: text,
      options: texts,
      fileTypes: texts,
      fileExtensions: texts,
      uploadMethods: texts,
      limit: v.nullable(finiteNumber()),
    }),
  ),
  actions: v.array(
    knownObject({ id: text, title: text, style: v.picklist(['primary', 'default', 'accent', 'ghost']) }),
  ),
  expiresAt: v.nullable(time),
  displayInUI: v.boolean(),
  state: v.picklist(['answered', 'taken', 'timed-out', 'elsewhere', 'closed']),
  answer: v.exactOptional(
    knownObject({ action: text, title: text, values: dictionary(text, v.unknown()), markdown: v.exactOptional(text) }),
  ),
});

const partSchema = variantOf('type', [
  knownObject({ type: v.literal('text'), id, text }),
  knownObject({
    type: v.literal('tool'),
    id,
    name: text,
    input: text,
    output: v.exactOptional(text),
    thought: v.exactOptional(text),
    labels: v.exactOptional(dictionary(text, v.unknown())),
    ms: v.exactOptional(finiteNumber()),
  }),
  knownObject({
    type: v.literal('reasoning'),
    id,
    text,
    origin: v.picklist(['think-tag', 'reasoning-chunk', 'agent-thought']),
    nodeId: v.exactOptional(text),
    ms: v.exactOptional(finiteNumber()),
  }),
  knownObject({
    type: v.literal('file'),
    id,
    kind: text,
    url,
    name: v.exactOptional(text),
    size: v.exactOptional(finiteNumber()),
  }),
  knownObject({ type: v.literal('human-input'), id, form: formSchema }),
]);

const runSchema = knownObject({
  id: text,
  status: v.picklist(['running', 'paused', 'succeeded', 'partial-succeeded', 'failed', 'stopped']),
  nodes: v.array(
    knownObject({
      id,
      nodeId: text,
      parentId: v.exactOptional(text),
      round: v.exactOptional(finiteNumber()),
      type: text,
      title: text,
      status: v.picklist(['running', 'retrying', 'succeeded', 'failed', 'exception', 'stopped', 'paused']),
      elapsedMs: v.exactOptional(finiteNumber()),
      error: v.exactOptional(text),
    }),
  ),
  outputs: v.exactOptional(dictionary(text, v.unknown())),
  error: v.exactOptional(text),
  elapsedMs: v.exactOptional(finiteNumber()),
  totalTokens: v.exactOptional(finiteNumber()),
});

const userMessageSchema = knownObject({
  role: v.literal('user'),
  id,
  serverId: v.exactOptional(id),
  createdAt: time,
  text,
  files: v.array(
    knownObject({ id, name: text, kind: text, size: v.exactOptional(finiteNumber()), url: v.exactOptional(url) }),
  ),
});

const assistantMessageSchema = knownObject({
  role: v.literal('assistant'),
  id,
  serverId: v.exactOptional(id),
  createdAt: time,
  replyTo: text,
  status: variantOf('type', [
    knownObject({ type: v.literal('complete') }),
    knownObject({ type: v.literal('stopped'), serverUnaware: v.exactOptional(v.boolean()) }),
    knownObject({ type: v.literal('paused') }),
    knownObject({ type: v.literal('interrupted'), error: failureSchema }),
    knownObject({ type: v.literal('failed'), error: failureSchema }),
  ]),
  parts: v.array(partSchema),
  run: v.exactOptional(runSchema),
  sources: v.array(retrieverResourceSchema),
  usage: v.exactOptional(usageSchema),
  timing: v.exactOptional(
    knownObject({ firstTokenMs: v.exactOptional(finiteNumber()), totalMs: v.exactOptional(finiteNumber()) }),
  ),
  feedback: v.nullable(v.picklist(['like', 'dislike'])),
  annotation: v.exactOptional(knownObject({ id: text, author: v.exactOptional(text) })),
  replaced: v.exactOptional(v.boolean()),
  unstored: v.exactOptional(v.boolean()),
});

/** A row as it is stored. */
const storedMessageSchema = variantOf('role', [userMessageSchema, assistantMessageSchema]);

/** A row as it is stored. */
export type StoredMessage = v.InferOutput<typeof storedMessageSchema>;

/** A thread as it is stored. What it does not name is left out. */
export const storedThreadSchema = knownObject({
  format: v.literal('dify-oapi-thread'),
  version: v.literal(1),
  app: v.nullable(text),
  conversationId: v.nullable(id),
  title: v.nullable(text),
  exportedAt: v.nullable(time),
  messages: v.pipe(
    v.array(storedMessageSchema),
    v.check((rows) => new Set(rows.map((row) => row.id)).size === rows.length, 'rows with different ids'),
  ),
});
