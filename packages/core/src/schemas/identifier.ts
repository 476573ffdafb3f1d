import * as v from 'valibot';

/** A lower- or upper-case UUID: the only thing that may stand in a path slot for one. */
export const uuidSchema = v.pipe(v.string(), v.regex(/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i, 'a UUID'));

/**
 * A UUID, or the handle that a server of ours hands out for one: the UUID, `~` and a signature. Take handles as they
 * are; the part before `~` tells whether two of them mean the same.
 */
export const uuidOrHandleSchema = v.pipe(
  v.string(),
  v.regex(/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?:~[A-Za-z0-9_.-]{1,400})?$/i, 'a UUID, or a handle of one'),
);

/** An opaque identifier that a server handed out. Letters, digits, `-`, `_`, `.` and `~`, and at least one that is no dot. */
export const identifierSchema = v.pipe(v.string(), v.regex(/^(?!\.+$)[A-Za-z0-9_.~-]{1,512}$/, 'an identifier'));

/** The end user's id, chosen by the application's own server. 1 to 255 characters; a server answers more with a 500. */
export const userSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(255));
