import { pathSlots } from '../endpoint.ts';
import { ValidationError } from '../errors/validation-error.ts';

/**
 * Fills a path template. Every slot becomes exactly one segment: what would leave it is refused.
 *
 * @throws ValidationError when a slot's value is missing, empty, no string, or would climb (`.`, `..`, also encoded).
 */
export function buildPath(template: string, input: Readonly<Record<string, unknown>>): string {
  let path = template;
  for (const slot of pathSlots(template)) {
    const value = input[slot];
    if (typeof value !== 'string' || !isSegment(value)) {
      throw new ValidationError(
        `${template} needs "${slot}" to be an identifier: one path segment, not empty, no dots.`,
        {
          code: 'invalid_input',
          path: slot,
          endpoint: template,
        },
      );
    }
    path = path.replace(`{${slot}}`, () => encodeURIComponent(value));
  }
  return path;
}

function isSegment(value: string): boolean {
  return /^[A-Za-z0-9_.~-]{1,512}$/.test(value) && !/^\.+$/.test(value);
}
