import * as z from 'zod/mini';

/** A lower- or upper-case UUID: the only thing that may stand in a path slot for one. */
export const uuidSchema = z.string().check(z.regex(/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i, 'a UUID'));

/** An opaque identifier that a server handed out. Letters, digits, `-`, `_`, `.` and `~`, and at least one that is no dot. */
export const identifierSchema = z.string().check(z.regex(/^(?!\.+$)[A-Za-z0-9_.~-]{1,512}$/, 'an identifier'));

/** The end user's id, chosen by the application's own server. 1 to 255 characters. */
export const userSchema = z.string().check(z.minLength(1), z.maxLength(255));
