import * as v from 'valibot';

/** Names a run in an external tracing system. A server drops any other text silently. */
export const traceIdSchema = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9_-]{1,128}$/, 'at most 128 letters, digits, "_" or "-"'),
);

/** Groups runs in an external tracing system. */
export const traceSessionIdSchema = v.pipe(
  v.string(),
  v.check((id) => id.trim().length >= 1 && id.trim().length <= 200, '1 to 200 characters'),
);
