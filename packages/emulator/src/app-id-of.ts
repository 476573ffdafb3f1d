import type { AppDefinition } from './app-definition.ts';
import { stableId } from './stable-id.ts';

/** An app's id, a UUID. */
export function appIdOf({ id, key }: AppDefinition): string {
  return id ?? stableId(`app ${key}`);
}
