import * as z from 'zod/mini';
import { checked } from '../schemas/checked.ts';
import { retrieverResourceSchema } from '../schemas/retriever-resource.ts';
import { usageSchema } from '../schemas/usage.ts';

const id = checked(z.string(), z.minLength(1), z.maxLength(512));
const time = checked(z.number(), z.minimum(0), z.maximum(8.64e15));
const text = z.string();
const texts = z.array(text);
/** An address that a page may load or link to. Everything else is left out. */
const url = z.pipe(
  text,
  z.transform((address) => (/^(?:https?:\/\/|\/(?!\/))/i.test(address) ? address : '')),
);

const failureSchema = z.object({ code: text, message: text, status: z.exactOptional(z.number()) });

const formSchema = z.object({
  id,
  nodeId: text,
  title: text,
  markdown: text,
  fields: z.array(
    z.object({
      name: text,
      kind: z.enum(['paragraph', 'select', 'file', 'file-list', 'unknown']),
      initial: text,
      options: texts,
      fileTypes: texts,
      fileExtensions: texts,
      uploadMethods: texts,
      limit: z.nullable(z.number()),
    }),
  ),
  actions: z.array(z.object({ id: text, title: text, style: z.enum(['primary', 'default', 'accent', 'ghost']) })),
  expiresAt: z.nullable(time),
  displayInUI: z.boolean(),
  state: z.enum(['answered', 'taken', 'timed-out', 'elsewhere', 'closed']),
  answer: z.exactOptional(
    z.object({ action: text, title: text, values: z.record(text, z.unknown()), markdown: z.exactOptional(text) }),
  ),
});

const partSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), id, text }),
  z.object({
    type: z.literal('tool'),
    id,
    name: text,
    input: text,
    output: z.exactOptional(text),
    thought: z.exactOptional(text),
    labels: z.exactOptional(z.record(text, z.unknown())),
    ms: z.exactOptional(z.number()),
  }),
  z.object({
    type: z.literal('reasoning'),
    id,
    text,
    origin: z.enum(['think-tag', 'reasoning-chunk', 'agent-thought']),
    nodeId: z.exactOptional(text),
    ms: z.exactOptional(z.number()),
  }),
  z.object({
    type: z.literal('file'),
    id,
    kind: text,
    url,
    name: z.exactOptional(text),
    size: z.exactOptional(z.number()),
  }),
  z.object({ type: z.literal('human-input'), id, form: formSchema }),
]);

const runSchema = z.object({
  id: text,
  status: z.enum(['running', 'paused', 'succeeded', 'partial-succeeded', 'failed', 'stopped']),
  nodes: z.array(
    z.object({
      id,
      nodeId: text,
      parentId: z.exactOptional(text),
      round: z.exactOptional(z.number()),
      type: text,
      title: text,
      status: z.enum(['running', 'retrying', 'succeeded', 'failed', 'exception', 'stopped', 'paused']),
      elapsedMs: z.exactOptional(z.number()),
      error: z.exactOptional(text),
    }),
  ),
  outputs: z.exactOptional(z.record(text, z.unknown())),
  error: z.exactOptional(text),
  elapsedMs: z.exactOptional(z.number()),
  totalTokens: z.exactOptional(z.number()),
});

const userMessageSchema = z.object({
  role: z.literal('user'),
  id,
  serverId: z.exactOptional(id),
  createdAt: time,
  text,
  files: z.array(
    z.object({ id, name: text, kind: text, size: z.exactOptional(z.number()), url: z.exactOptional(url) }),
  ),
});

const assistantMessageSchema = z.object({
  role: z.literal('assistant'),
  id,
  serverId: z.exactOptional(id),
  createdAt: time,
  replyTo: text,
  status: z.discriminatedUnion('type', [
    z.object({ type: z.literal('complete') }),
    z.object({ type: z.literal('stopped'), serverUnaware: z.exactOptional(z.boolean()) }),
    z.object({ type: z.literal('paused') }),
    z.object({ type: z.literal('interrupted'), error: failureSchema }),
    z.object({ type: z.literal('failed'), error: failureSchema }),
  ]),
  parts: z.array(partSchema),
  run: z.exactOptional(runSchema),
  sources: z.array(retrieverResourceSchema),
  usage: z.exactOptional(usageSchema),
  timing: z.exactOptional(
    z.object({ firstTokenMs: z.exactOptional(z.number()), totalMs: z.exactOptional(z.number()) }),
  ),
  feedback: z.nullable(z.enum(['like', 'dislike'])),
  annotation: z.exactOptional(z.object({ id: text, author: z.exactOptional(text) })),
  replaced: z.exactOptional(z.boolean()),
  unstored: z.exactOptional(z.boolean()),
});

/** A row as it is stored. */
const storedMessageSchema = z.discriminatedUnion('role', [userMessageSchema, assistantMessageSchema]);

/** A row as it is stored. */
export type StoredMessage = z.output<typeof storedMessageSchema>;

/** A thread as it is stored. What it does not name is left out. */
export const storedThreadSchema = z.object({
  format: z.literal('dify-oapi-thread'),
  version: z.literal(1),
  app: z.nullable(text),
  conversationId: z.nullable(id),
  title: z.nullable(text),
  exportedAt: z.nullable(time),
  messages: checked(
    z.array(storedMessageSchema),
    z.refine((rows) => new Set(rows.map((row) => row.id)).size === rows.length, 'rows with different ids'),
  ),
});
