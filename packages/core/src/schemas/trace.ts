import * as z from 'zod/mini';
import { checked } from './checked.ts';

/** Names a run in an external tracing system. A server drops any other text silently. */
export const traceIdSchema = checked(
  z.string(),
  z.regex(/^[A-Za-z0-9_-]{1,128}$/, 'at most 128 letters, digits, "_" or "-"'),
);

/** Groups runs in an external tracing system. */
export const traceSessionIdSchema = checked(
  z.string(),
  z.refine((id) => id.trim().length >= 1 && id.trim().length <= 200, '1 to 200 characters'),
);
